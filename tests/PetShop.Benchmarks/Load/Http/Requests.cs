using System.Collections.Concurrent;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>Returns a connection's next request; empty if there are no more.</summary>
internal delegate ReadOnlyMemory<byte> NextRequest();

/// <summary>
/// The requests that a client's connections send. Each connection has its own source, which no other connection calls.
/// </summary>
internal abstract class Requests
{
    public abstract NextRequest ForConnection(int number);

    /// <summary>The same request repeatedly.</summary>
    public static Requests Same(byte[] request) => new Made(_ => () => request);

    /// <summary>One of these at random, in the same sequence in each run.</summary>
    public static Requests AnyOf(IReadOnlyList<byte[]> requests) => new Made(number =>
    {
        var random = new Random(number);
        return () => requests[random.Next(requests.Count)];
    });

    /// <summary>Each request once, sent by whichever connection asks for it first.</summary>
    public static Requests Once(ConcurrentQueue<byte[]> requests) =>
        new Made(_ => () => requests.TryDequeue(out var request) ? request : default(ReadOnlyMemory<byte>));

    /// <summary>A request built from a number that was never used before.</summary>
    public static Requests Fresh(Func<long, byte[]> make)
    {
        long last = 0;
        return new Made(_ => () => make(Interlocked.Increment(ref last)));
    }

    private sealed class Made(Func<int, NextRequest> make) : Requests
    {
        public override NextRequest ForConnection(int number) => make(number);
    }
}
