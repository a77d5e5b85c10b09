using Microsoft.AspNetCore.Authorization;

namespace PetShop.Api.Core.Security;

/// <summary>Finds the caller of a validated token, as strictly as the request requires.</summary>
internal sealed class CallerLookup(ISessionCache memory)
{
    /// <summary>
    /// Requests that may change something, and routes for admins, read the database: a removed role must move no money
    /// and show no data. Other reads of an account's own data use what the node remembers. A public read never queries
    /// the database for a shopper, because the identity of a shopper does not change the response.
    /// </summary>
    public async ValueTask<CallerLookupResult> FindAsync(HttpContext context, TokenSession session) =>
        await RecallAsync(context, session) ?? await ReadAsync(context, session);

    /// <summary>The caller as this node remembers them, where that is enough. An admin is never remembered.</summary>
    /// <returns>Null if the database must be asked.</returns>
    public async ValueTask<CallerLookupResult?> RecallAsync(HttpContext context, TokenSession session)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
            return null;
        var rules = context.GetEndpoint()?.Metadata;
        var isPublic = rules is null || rules.GetMetadata<IAllowAnonymous>() is not null;
        if (isPublic ? await memory.MayBeAdminAsync(session.UserId, context.RequestAborted) : IsForAdmins(rules!))
            return null;
        if (memory.TryGetSession(session, out var actor))
            return actor is { IsAdmin: true } ? null : new(actor, HasEnded: actor is null);
        return isPublic ? CallerLookupResult.Unknown : null;
    }

    private static bool IsForAdmins(EndpointMetadataCollection rules) =>
        rules.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == Policies.Admin);

    private static async Task<CallerLookupResult> ReadAsync(HttpContext context, TokenSession session)
    {
        var sessions = context.RequestServices.GetRequiredService<ISessionReader>();
        var actor = await sessions.ReadAsync(session, context.RequestAborted);
        return new(actor, HasEnded: actor is null);
    }
}

/// <param name="Actor">Null if the session has ended, or is unknown and not needed.</param>
/// <param name="HasEnded">Whether the token must be rejected.</param>
internal readonly record struct CallerLookupResult(Actor? Actor, bool HasEnded)
{
    public static CallerLookupResult Unknown => default;
}

/// <summary>The account of a token on a public read whose session was not checked: only for rate limits.</summary>
internal sealed record UnverifiedCaller(long UserId);
