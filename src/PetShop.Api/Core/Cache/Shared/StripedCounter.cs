namespace PetShop.Api.Core.Cache.Shared;

/// <summary>
/// A counter for the hit path with one cache line per processor, so that cores do not contend for it.
/// </summary>
internal sealed class StripedCounter
{
    private const int Stripes = 16;
    private const int Line = 64 / sizeof(long);
    private readonly long[] _counts = new long[(Stripes + 1) * Line];

    public void Increment() =>
        Interlocked.Increment(ref _counts[(1 + (Thread.GetCurrentProcessorId() & (Stripes - 1))) * Line]);

    public long Total
    {
        get
        {
            long total = 0;
            for (var stripe = 1; stripe <= Stripes; stripe++)
                total += Interlocked.Read(ref _counts[stripe * Line]);
            return total;
        }
    }
}
