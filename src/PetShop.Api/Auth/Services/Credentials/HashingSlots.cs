using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Computes password hashes on a few dedicated threads, so that many concurrent sign-ins leave threads and processors
/// to other requests. If the short queue is full, or the wait in it too long, the caller is told to retry: a quick
/// refusal is more useful than a late response.
/// </summary>
internal sealed class HashingSlots : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Job> _queue;
    private readonly TimeSpan _patience;

    public HashingSlots(IOptions<AccountOptions> options)
    {
        var accounts = options.Value;
        _queue = new(new ConcurrentQueue<Job>(), accounts.HashingQueue);
        _patience = accounts.HashingPatience;
        for (var i = 0; i < accounts.HashingSlots; i++)
            new Thread(RunJobs) { IsBackground = true, Name = "hashing" }.Start();
    }

    /// <summary>Checks for room in the queue before anything else is done for the caller.</summary>
    /// <exception cref="ShopException">503: the queue is full.</exception>
    public void EnsureRoom()
    {
        if (_queue.Count >= _queue.BoundedCapacity)
            throw Busy();
    }

    /// <exception cref="ShopException">503: the queue is full, or the wait was too long.</exception>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken ct)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = new Job(() => result.SetResult(hash()), result.SetException);
        if (!_queue.TryAdd(job))
            throw Busy();
        try
        {
            return await result.Task.WaitAsync(_patience, ct);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (job.TryTake())
                throw e is TimeoutException ? Busy() : e;
            return await result.Task;       // it is running and will finish soon
        }
    }

    public void Dispose() => _queue.CompleteAdding();

    private void RunJobs()
    {
        foreach (var job in _queue.GetConsumingEnumerable())
            job.Run();
    }

    private static ShopException Busy() =>
        new(ProblemTypes.Unavailable, "Too many sign-ins are in progress. Try again in a second.")
        {
            RetryAfter = RetryDelay,
        };

    /// <summary>Claimed once: by the thread that runs it, or by the caller that gives up.</summary>
    private sealed class Job(Action run, Action<Exception> fail)
    {
        private int _isTaken;

        public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

        public void Run()
        {
            if (!TryTake())
                return;
            try
            {
                run();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                fail(e);
            }
        }
    }
}
