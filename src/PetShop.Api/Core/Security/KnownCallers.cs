namespace PetShop.Api.Core.Security;

/// <summary>
/// Recognises a shopper whose token was checked before and whose session this node remembers, without the
/// authentication handler, which costs as much as a cached answer. Everyone else is left to the handler.
/// </summary>
internal sealed class KnownCallers(
    RequestDelegate next, ValidatedTokenCache tokens, ITokenKeys keys, CallerLookup callers, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization is [{ } header]
            && tokens.Find(header, await keys.ListAsync(context.RequestAborted), clock.GetUtcNow()) is { } session
            && await callers.FindSessionAsync(context, session) is { } actor)
            context.User = new(new ActorIdentity(actor));
        await next(context);
    }
}
