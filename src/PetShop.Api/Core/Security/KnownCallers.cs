namespace PetShop.Api.Core.Security;

/// <summary>
/// Finds the session of a token that was validated before. Shoppers whose session this node remembers are recognized
/// here, which saves the authentication handler: it costs as much as a cached response. All other callers go through
/// the handler, which does not validate a token whose session was found.
/// </summary>
internal sealed class KnownCallers(
    RequestDelegate next, ValidatedTokenCache tokens, ITokenKeys keys, CallerLookup callers, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // The keys are read here, where an unavailable database is a 503; inside the library's validation it would look
        // like an invalid token. The library rejects several headers.
        if (context.Request.Headers.Authorization is [{ } header]
            && tokens.Find(header, await keys.ListAsync(context.RequestAborted), clock.GetUtcNow()) is { } session)
        {
            if (await callers.RecallAsync(context, session) is { Actor: { } actor })
                context.User = new(new ActorIdentity(actor));
            else
                context.Features.Set(new ValidatedToken(session));
        }
        await next(context);
    }
}

/// <summary>The request's token was validated before; its session has not been looked up yet.</summary>
internal sealed record ValidatedToken(TokenSession Session);
