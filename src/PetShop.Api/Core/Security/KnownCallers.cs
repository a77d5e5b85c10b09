namespace PetShop.Api.Core.Security;

/// <summary>
/// Recognizes shoppers whose token was validated before and whose session this node remembers. It saves the
/// authentication handler, which costs as much as a cached response. All other callers go through the handler.
/// </summary>
internal sealed class KnownCallers(
    RequestDelegate next, ValidatedTokenCache tokens, ITokenKeys keys, CallerLookup callers, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is [{ } header]
            && tokens.Find(header, await keys.ListAsync(context.RequestAborted), clock.GetUtcNow()) is { } session
            && await callers.RecallAsync(context, session) is { Actor: { } actor })
            context.User = new(new ActorIdentity(actor));
        await next(context);
    }
}
