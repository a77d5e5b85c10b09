using PetShop.Api.Core.Database;

namespace PetShop.UnitTests.Core.Database;

/// <summary>Which server processes two connections may report.</summary>
public sealed class PoolingModeCheckTests
{
    [Fact]
    public async Task Two_that_keep_their_own_are_sessions() =>
        Assert.True(await PoolingModeCheck.AreSessionsAsync(Naming(7), Naming(8)));

    [Fact]
    public async Task Two_that_have_the_same_are_none() =>
        Assert.False(await PoolingModeCheck.AreSessionsAsync(Naming(7), Naming(7)));

    [Theory, InlineData(2), InlineData(9)]
    public async Task One_whose_process_changes_is_none(int after)
    {
        int[] changing = [.. Enumerable.Repeat(7, after), .. Enumerable.Repeat(9, 20)];
        Assert.False(await PoolingModeCheck.AreSessionsAsync(Naming(changing), Naming(8)));
        Assert.False(await PoolingModeCheck.AreSessionsAsync(Naming(8), Naming(changing)));
    }

    private static Func<Task<int>> Naming(params int[] processes)
    {
        var asked = 0;
        return () => Task.FromResult(processes[Math.Min(asked++, processes.Length - 1)]);
    }
}
