using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>
/// Limits how many codes that do not exist one account or address can try, on each node, so that nobody finds a code by
/// trying many. Codes that exist do not count.
/// </summary>
internal sealed class CodeGuesses(RequestLimiter limiter, IOptions<RateLimitOptions> options)
{
    /// <summary>Call it before codes are read, so that the refusal says nothing about them.</summary>
    /// <exception cref="ShopException">429: the caller has tried too many.</exception>
    public void RequireLeft(Actor actor)
    {
        if (!options.Value.Enabled)
            return;
        using var lease = limiter.Attempt(Client.OfCodes(actor), permits: 0);
        if (!lease.IsAcquired)
            throw PromotionProblems.TooManyGuesses((lease as WindowLease)?.Reset ?? TimeSpan.Zero);
    }

    /// <param name="unknown">How many of the given codes do not exist.</param>
    public void Count(Actor actor, int unknown)
    {
        var isLeft = options.Value.Enabled;
        for (; unknown > 0 && isLeft; unknown--)
        {
            using var lease = limiter.Attempt(Client.OfCodes(actor), permits: 1);
            isLeft = lease.IsAcquired;
        }
    }
}
