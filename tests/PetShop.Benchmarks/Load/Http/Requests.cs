using System.Collections.Concurrent;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>Gives a connection's next request; empty when there are no more.</summary>
internal delegate ReadOnlyMemory<byte> NextRequest();

/// <summary>What the connections of a client ask for. Each gets a source of its own, called by it alone.</summary>
internal abstract class Requests
{
    public abstract NextRequest ForConnection(int number);

    /// <summary>The same request again and again.</summary>
    public static Requests Same(byte[] request) => new Made(_ => () => request);

    /// <summary>Any of these, at random. The same sequence in each run.</summary>
    public static Requests AnyOf(IReadOnlyList<byte[]> requests) => new Made(number =>
    {
        var random = new Random(number);
        return () => requests[random.Next(requests.Count)];
    });

    /// <summary>Each request once, whichever connection asks first.</summary>
    public static Requests Once(ConcurrentQueue<byte[]> requests) =>
        new Made(_ => () => requests.TryDequeue(out var request) ? request : default(ReadOnlyMemory<byte>));

    /// <summary>A request made from a number that was never used before.</summary>
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
