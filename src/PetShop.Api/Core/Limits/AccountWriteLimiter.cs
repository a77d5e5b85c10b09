using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Limits;

/// <summary>
/// Limits how many write requests of one account, or of guests at one address, run at once. A few more may wait, before
/// they take a database connection: whoever edits a cart hundreds of times at once delays nobody else.
/// </summary>
internal sealed class AccountWriteLimiter(RequestDelegate next, WriteSlots slots)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context) =>
        Client.IsWrite(context.Request.Method) && LimitedOf(context) is { } client
            ? WaitAsync(context, client)
            : next(context);

    /// <summary>Null for writes that have a limit of their own, such as a sign-in.</summary>
    private static Client? LimitedOf(HttpContext context) =>
        Client.Of(context) is { Quota: Quota.Guest } guest ? guest
        : context.User.Identity is ActorIdentity identity ? new Client(Quota.Account, identity.Actor.UserId)
        : null;

    private async Task WaitAsync(HttpContext context, Client client)
    {
        using var lease = await slots.AcquireAsync(client, Busy, context.RequestAborted);
        await next(context);
    }

    private static ShopException Busy() => new(
        ProblemTypes.TooManyRequests,
        "Your account or network sends too many changes at once. This one was not carried out: "
        + "send it again in a second, and send fewer at once.")
    {
        RetryAfter = RetryDelay,
    };
}

/// <summary>The slots of all accounts and addresses, each for one write at a time.</summary>
internal sealed class WriteSlots(IOptions<RateLimitOptions> options) : IDisposable
{
    private readonly TimeSpan _patience = options.Value.WritePatience;
    private readonly PartitionedRateLimiter<Client> _slots = PartitionedRateLimiter.Create<Client, Client>(client =>
        RateLimitPartition.GetConcurrencyLimiter(client, _ => new()
        {
            PermitLimit = options.Value.WriteSlots,
            QueueLimit = options.Value.WriteQueue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    /// <summary>Waits for a slot of the client, until the lease is disposed.</summary>
    /// <exception cref="ShopException">The refusal: none became free in time.</exception>
    public Task<RateLimitLease> AcquireAsync(Client client, Func<ShopException> refusal, CancellationToken ct) =>
        BoundedWait.AcquireAsync(
            waiting => _slots.AcquireAsync(client, cancellationToken: waiting), _patience, refusal, ct);

    public void Dispose() => _slots.Dispose();
}
