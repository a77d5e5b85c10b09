using PetShop.Api.Core.Database;

namespace PetShop.UnitTests.Core.Database;

public sealed class TimeOrderedIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_million_numbers_of_one_second_are_a_million_ids()
    {
        var ids = Enumerable.Range(0, 1 << 20).Select(n => TimeOrderedIds.Compose(Noon, n)).ToHashSet();
        Assert.Equal(1 << 20, ids.Count);
    }

    [Fact]
    public void An_id_tells_its_second() => Assert.Equal(Noon, TimeOrderedIds.TimeOf(TimeOrderedIds.Compose(Noon, 123_456_789)));

    [Fact]
    public void Ids_of_a_later_second_are_greater() =>
        Assert.True(TimeOrderedIds.Compose(Noon, (1 << 20) - 1) < TimeOrderedIds.From(Noon.AddSeconds(1)));

    [Fact]
    public void An_id_is_an_exact_number_in_javascript() =>
        Assert.True(TimeOrderedIds.Compose(new(2290, 1, 1, 0, 0, 0, TimeSpan.Zero), 1) < 1L << 53);

    [Fact]
    public void Neighbours_do_not_count_the_sales()
    {
        var first = TimeOrderedIds.Compose(Noon, 1);
        Assert.NotEqual(first + 1, TimeOrderedIds.Compose(Noon, 2));
    }
}
