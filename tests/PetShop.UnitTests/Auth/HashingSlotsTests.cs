using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Services;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Core.Errors;

namespace PetShop.UnitTests.Auth;

public sealed class HashingSlotsTests
{
    private static readonly TimeSpan Ever = TimeSpan.FromMinutes(5);
    private readonly ManualResetEventSlim _go = new();
    private int _running;

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        using var slots = Open(slots: 1, queue: 2, Ever);
        var running = await StartAsync(slots);
        slots.EnsureRoom();
        var waiting = (Task<int>[])[RunAsync(slots, 2), RunAsync(slots, 3)];
        ShouldBeBusy(await Assert.ThrowsAsync<ShopException>(() => RunAsync(slots, 4)));
        ShouldBeBusy(Assert.Throws<ShopException>(slots.EnsureRoom));
        _go.Set();
        Assert.Equal((1, 2, 3), (await running, await waiting[0], await waiting[1]));
        Assert.Equal(5, await RunAsync(slots, 5));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_refused_without_hashing()
    {
        using var slots = Open(slots: 1, queue: 2, TimeSpan.FromMilliseconds(50));
        var running = await StartAsync(slots);
        ShouldBeBusy(await Assert.ThrowsAsync<ShopException>(() => RunAsync(slots, 2)));
        _go.Set();
        Assert.Equal(1, await running);         // it took longer than that, but was not waiting
        Assert.Equal(1, _running);
    }

    [Fact]
    public async Task A_cancelled_wait_is_not_hashed()
    {
        using var slots = Open(slots: 1, queue: 2, Ever);
        var running = await StartAsync(slots);
        using var hangUp = new CancellationTokenSource();
        var waiting = slots.RunAsync(() => Count(2), hangUp.Token);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _go.Set();
        await running;
        Assert.Equal(1, _running);
    }

    [Fact]
    public async Task It_runs_on_threads_of_its_own_and_as_many_as_asked_for()
    {
        using var slots = Open(slots: 2, queue: 4, Ever);
        var first = await StartAsync(slots);
        var second = await StartAsync(slots);
        Assert.False(await RunAndSetAsync(slots));
        Assert.Equal((1, 2), (await first, await second));
    }

    [Fact]
    public async Task A_failure_is_the_callers()
    {
        using var slots = Open(slots: 1, queue: 2, Ever);
        await Assert.ThrowsAsync<FormatException>(
            () => slots.RunAsync<int>(() => throw new FormatException(), CancellationToken.None));
        Assert.Equal(1, await slots.RunAsync(() => 1, CancellationToken.None));
    }

    private static HashingSlots Open(int slots, int queue, TimeSpan patience) =>
        new(Options.Create(
            new AccountOptions { HashingSlots = slots, HashingQueue = queue, HashingPatience = patience }));

    /// <summary>Starts a hash that runs until it is released.</summary>
    private async Task<Task<int>> StartAsync(HashingSlots slots)
    {
        var before = Volatile.Read(ref _running);
        var started = RunAsync(slots, before + 1);
        while (Volatile.Read(ref _running) == before)
        {
            if (started.IsFaulted)      // it waited too long for its thread, on a busy machine
                started = RunAsync(slots, before + 1);
            await Task.Yield();
        }
        return started;
    }

    private Task<int> RunAsync(HashingSlots slots, int result) =>
        slots.RunAsync(() => Count(result), CancellationToken.None);

    private int Count(int result)
    {
        Interlocked.Increment(ref _running);
        _go.Wait();
        return result;
    }

    /// <returns>Whether it ran on a thread of the pool.</returns>
    private async Task<bool> RunAndSetAsync(HashingSlots slots)
    {
        var waiting = slots.RunAsync(() => Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        _go.Set();
        return await waiting;
    }

    private static void ShouldBeBusy(ShopException refusal)
    {
        Assert.Equal(ProblemTypes.Unavailable, refusal.Type);
        Assert.Equal(TimeSpan.FromSeconds(1), refusal.RetryAfter);
    }
}
