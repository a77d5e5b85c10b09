using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Limits;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services.Promotions.Guesses;

/// <summary>
/// Limits how many codes of promotions and gift cards that do not exist an account can try, and an address with all its
/// accounts and guests, on each node, so that nobody finds a code by trying many. Codes that exist do not count.
/// </summary>
internal sealed class CodeGuesses(RequestLimiter limiter, IOptions<RateLimitOptions> options)
{
    /// <summary>Call it before codes are read, so that the refusal says nothing about them.</summary>
    /// <exception cref="ShopException">429: too many were tried.</exception>
    public void RequireLeft(Actor actor)
    {
        if (!options.Value.Enabled)
            return;
        foreach (var client in Client.OfCodes(actor))
        {
            using var lease = limiter.Attempt(client, permits: 0);
            if (!lease.IsAcquired)
                throw TooMany((lease as WindowLease)?.Reset ?? TimeSpan.Zero);
        }
    }

    /// <param name="unknown">How many of the given codes do not exist.</param>
    public void Count(Actor actor, int unknown)
    {
        if (!options.Value.Enabled)
            return;
        foreach (var client in Client.OfCodes(actor))
        {
            var isLeft = true;
            for (var counted = 0; counted < unknown && isLeft; counted++)
            {
                using var lease = limiter.Attempt(client, permits: 1);
                isLeft = lease.IsAcquired;
            }
        }
    }

    private static ShopException TooMany(TimeSpan wait) => new(ProblemTypes.TooManyRequests,
        "Too many codes that do not exist were tried. Wait for the time in Retry-After, or go on without codes.")
    {
        RetryAfter = wait,
    };
}
