using PetShop.Api.Core.Database;

namespace PetShop.UnitTests.Core.Database;

public sealed class IdScramblerTests
{
    private const int All = 1 << IdScrambler.Bits;
    private static readonly IdScrambler Scrambler = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Theory, InlineData(0), InlineData(217_000_000)]
    public void Each_number_of_a_second_becomes_another(long second)
    {
        var seen = new bool[All];
        for (var number = 0; number < All; number++)
        {
            var scrambled = Scrambler.Scramble(second, number);
            Assert.InRange(scrambled, 0, All - 1);
            Assert.False(seen[scrambled]);
            seen[scrambled] = true;
        }
    }

    [Fact]
    public void The_distance_of_neighbours_says_nothing()
    {
        var distances = Enumerable.Range(0, 4096).Select(n => Distance(second: 7, n))
            .GroupBy(distance => distance).ToList();
        Assert.True(distances.Count > 4000, $"{distances.Count} of 4096 distances differ.");
        Assert.All(distances, distance => Assert.InRange(distance.Count(), 1, 4));
        // In the next second, the same neighbours have a different distance.
        Assert.True(Enumerable.Range(0, 100).Count(n => Distance(second: 7, n) == Distance(second: 8, n)) < 3);
    }

    [Fact]
    public void Numbers_that_follow_each_other_are_not_in_order()
    {
        var rising = Enumerable.Range(0, 4096).Count(n => Scrambler.Scramble(7, n) < Scrambler.Scramble(7, n + 1));
        Assert.InRange(rising, 1800, 2300);
    }

    [Fact]
    public void Another_key_scrambles_otherwise()
    {
        var other = new IdScrambler(new byte[32]);
        Assert.True(Enumerable.Range(0, 100).Count(n => other.Scramble(7, n) == Scrambler.Scramble(7, n)) < 3);
    }

    private static long Distance(long second, int number) =>
        (Scrambler.Scramble(second, number + 1) - Scrambler.Scramble(second, number) + All) % All;
}
