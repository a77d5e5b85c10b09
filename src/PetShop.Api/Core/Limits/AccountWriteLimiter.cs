using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>
/// Limits how many write requests of one account run at once. A few more may wait, before they take a database
/// connection: an account that edits its cart hundreds of times at once delays nobody else.
/// </summary>
internal sealed class AccountWriteLimiter(RequestDelegate next, IOptions<RateLimitOptions> options) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _patience = options.Value.WritePatience;
    private readonly PartitionedRateLimiter<long> _slots = PartitionedRateLimiter.Create<long, long>(account =>
        RateLimitPartition.GetConcurrencyLimiter(account, _ => new()
        {
            PermitLimit = options.Value.WriteSlots,
            QueueLimit = options.Value.WriteQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    public Task InvokeAsync(HttpContext context) =>
        Client.IsWrite(context.Request.Method) && context.User.Identity is ActorIdentity identity
            ? WaitAsync(context, identity.Actor.UserId)
            : next(context);

    private async Task WaitAsync(HttpContext context, long account)
    {
        using var lease = await BoundedWait.AcquireAsync(
            waiting => _slots.AcquireAsync(account, cancellationToken: waiting), _patience, Busy,
            context.RequestAborted);
        await next(context);
    }

    public void Dispose() => _slots.Dispose();

    private static ShopException Busy() => new(
        ProblemTypes.TooManyRequests,
        "Your account sends too many changes at once. This one was not carried out: send it again in a second, "
        + "and send fewer at once.")
    {
        RetryAfter = RetryDelay,
    };
}
