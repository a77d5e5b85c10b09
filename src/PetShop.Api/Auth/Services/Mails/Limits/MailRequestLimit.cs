using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails.Limits;

/// <summary>Limits how many mails one network address can ask for, on each node, whoever they are for.</summary>
internal sealed class MailRequestLimit(RequestLimiter limiter, IOptions<RateLimitOptions> options)
{
    /// <summary>Counts a mail.</summary>
    /// <returns>False if there were too many.</returns>
    public bool IsLeft(Actor caller) => Refusal(caller) is null;

    /// <summary>Counts a mail.</summary>
    /// <exception cref="ShopException">429.</exception>
    public void Count(Actor caller)
    {
        if (Refusal(caller) is { } refusal)
            throw refusal;
    }

    private ShopException? Refusal(Actor caller)
    {
        if (!options.Value.Enabled)
            return null;
        using var lease = limiter.Attempt(Client.OfMailRequests(caller), permits: 1);
        return lease.IsAcquired ? null : new(ProblemTypes.TooManyRequests,
            "Too many e-mails were asked for from your network. Wait for the time in Retry-After.")
        {
            RetryAfter = (lease as WindowLease)?.Reset ?? TimeSpan.Zero,
        };
    }
}
