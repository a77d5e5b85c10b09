using PetShop.Api.Core.Database;

namespace PetShop.UnitTests.Core.Database;

public sealed class TimeOrderedIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly IdScrambler Scrambler = new(new byte[32]);

    [Fact]
    public void An_id_tells_its_second() =>
        Assert.Equal(Noon, TimeOrderedIds.TimeOf(Compose(Noon.AddMilliseconds(999), 123_456_789)));

    [Fact]
    public void Ids_of_a_later_second_are_greater() => Assert.All(
        Enumerable.Range(0, 1000), n =>
            Assert.InRange(Compose(Noon, n), TimeOrderedIds.From(Noon), TimeOrderedIds.From(Noon.AddSeconds(1)) - 1));

    [Fact]
    public void An_id_is_an_exact_number_in_javascript() =>
        Assert.True(Compose(new(2290, 1, 1, 0, 0, 0, TimeSpan.Zero), 1) < 1L << 53);

    [Fact]
    public void Until_the_key_starts_ids_are_made_as_before_it_and_from_then_on_with_it()
    {
        // Made by the version before the key: second, and number times 0x9E375 in the low 20 bits.
        Assert.Equal(TimeOrderedIds.From(Noon) | (5 * 0x9E375 & 0xFFFFF),
            Compose(Noon.AddMilliseconds(999), 5, startsAt: Noon.AddSeconds(1)));
        Assert.Equal(Compose(Noon.AddSeconds(1), 5), Compose(Noon.AddSeconds(1), 5, startsAt: Noon.AddSeconds(1)));
    }

    [Fact]
    public void The_ids_of_one_checkout_are_no_fixed_distance_apart()
    {
        var distances = Enumerable.Range(0, 1000).Select(n =>
            (Compose(Noon, 2 * n + 1) - Compose(Noon, 2 * n) + TimeOrderedIds.PerSecond) % TimeOrderedIds.PerSecond);
        Assert.True(distances.Distinct().Count() > 980);
    }

    private static long Compose(DateTimeOffset time, long number, DateTimeOffset startsAt = default) =>
        TimeOrderedIds.Compose(time, number, Scrambler, startsAt);
}
