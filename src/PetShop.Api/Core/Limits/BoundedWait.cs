using System.Threading.RateLimiting;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Limits;

/// <summary>Waits for a free slot, up to a time limit.</summary>
public static class BoundedWait
{
    /// <param name="acquire">Waits in the queue of the slots.</param>
    /// <param name="patience">The longest wait.</param>
    /// <param name="refusal">The refusal if the queue is full or the wait was too long.</param>
    /// <exception cref="ShopException">The refusal.</exception>
    public static async Task<RateLimitLease> AcquireAsync(
        Func<CancellationToken, ValueTask<RateLimitLease>> acquire, TimeSpan patience,
        Func<ShopException> refusal, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ending.CancelAfter(patience);
        try
        {
            var lease = await acquire(ending.Token);
            return lease.IsAcquired ? lease : throw refusal();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw refusal();
        }
    }
}
