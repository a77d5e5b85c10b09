using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using PetShop.Api.Core.Json;

namespace PetShop.UnitTests.Core.Cache;

public sealed class SingleFlightTests
{
    private static readonly string[] Tags = ["product:1"];
    private readonly LocalStore _local = new(Options.Create(new CacheOptions()), new(new FakeTimeProvider()));
    private readonly SingleFlight _reads;

    public SingleFlightTests() => _reads = new(_local);

    [Fact]
    public async Task Who_comes_while_a_read_runs_gets_what_it_finds()
    {
        var found = new TaskCompletionSource<JsonBytes?>();
        var first = _reads.JoinOrStart("bowl", Tags, _ => found.Task);
        var second = _reads.JoinOrStart("bowl", Tags, _ => throw new InvalidOperationException("A second read."));
        found.SetResult(JsonBytes.From([1]));
        Assert.Same(await first, await second);
    }

    [Fact]
    public async Task Who_comes_after_a_removal_does_not_get_what_was_read_before_it()
    {
        var before = new TaskCompletionSource<JsonBytes?>();
        var first = _reads.JoinOrStart("bowl", Tags, _ => before.Task);
        _local.RemoveTags(Tags);
        var second = await _reads.JoinOrStart("bowl", Tags, _ => Task.FromResult<JsonBytes?>(JsonBytes.From([2])));
        before.SetResult(JsonBytes.From([1]));
        Assert.Equal([2], second!.Utf8);
        Assert.Equal([1], (await first)!.Utf8);
    }

    [Fact]
    public async Task A_failed_read_fails_those_who_wait_and_not_those_who_come_later()
    {
        var failing = _reads.JoinOrStart(
            "bowl", Tags, _ => Task.FromException<JsonBytes?>(new InvalidOperationException("No database.")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.NotNull(await _reads.JoinOrStart("bowl", Tags, _ => Task.FromResult<JsonBytes?>(JsonBytes.From([1]))));
    }

    [Fact]
    public async Task A_first_caller_that_is_slow_to_continue_does_not_delay_the_others()
    {
        var found = new TaskCompletionSource<JsonBytes?>();
        using var released = new ManualResetEventSlim();
        var first = _reads.JoinOrStart("bowl", Tags, _ => found.Task)
            .ContinueWith(_ => released.Wait(), TaskContinuationOptions.ExecuteSynchronously);
        var second = _reads.JoinOrStart("bowl", Tags, _ => throw new InvalidOperationException("A second read."));
        var ended = Task.Run(() => found.SetResult(JsonBytes.From([1])));
        Assert.Equal([1], (await second.WaitAsync(TimeSpan.FromMinutes(1)))!.Utf8);     // instead of a hang
        Assert.False(first.IsCompleted);
        released.Set();
        await Task.WhenAll(first, ended);
    }

    [Fact]
    public async Task A_read_that_fails_after_its_callers_have_gone_counts_as_observed()
    {
        var unobserved = new List<string>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            lock (unobserved)
                unobserved.AddRange(e.Exception.InnerExceptions.Select(inner => inner.Message));
        }
        TaskScheduler.UnobservedTaskException += Note;
        await FailAloneAsync();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        TaskScheduler.UnobservedTaskException -= Note;
        lock (unobserved)
            Assert.DoesNotContain("Nobody waits.", unobserved);

        [MethodImpl(MethodImplOptions.NoInlining)]
        async Task FailAloneAsync()
        {
            var found = new TaskCompletionSource<JsonBytes?>();
            _ = _reads.JoinOrStart("bowl", Tags, _ => found.Task);
            _ = _reads.JoinOrStart("bowl", Tags, _ => found.Task);
            found.SetException(new InvalidOperationException("Nobody waits."));
            _ = found.Task.Exception;
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Nothing_of_the_caller_flows_into_the_read()
    {
        var caller = new AsyncLocal<string> { Value = "an admin" };
        string? seen = "not run";
        await _reads.JoinOrStart("bowl", Tags, _ =>
        {
            seen = caller.Value;
            return Task.FromResult<JsonBytes?>(null);
        });
        Assert.Null(seen);
    }
}
