using Microsoft.AspNetCore.Authorization;

namespace PetShop.Api.Core.Security;

/// <summary>Who a checked token stands for, asked as exactly as what they are about to do needs.</summary>
internal sealed class CallerLookup(ISessionMemory memory)
{
    /// <summary>
    /// Anything that may change something, and what is for admins, reads the database: a role that was taken away moves
    /// no money and shows no data. Other reads of an account's own things use what the node remembers. A public read
    /// never asks the database about a shopper: who they are changes nothing in its answer.
    /// </summary>
    public async ValueTask<FoundCaller> FindAsync(HttpContext context, NamedSession session)
    {
        var ct = context.RequestAborted;
        var rules = context.GetEndpoint()?.Metadata;
        var isPublic = rules is null || rules.GetMetadata<IAllowAnonymous>() is not null;
        if (HttpMethods.IsGet(context.Request.Method) && (isPublic || !IsForAdmins(rules!)))
        {
            if (isPublic && await memory.MayBeAdminAsync(session.UserId, ct))
                return await ReadAsync(context, session);
            if (memory.TryRecall(session, out var actor))
                return new(actor, HasEnded: actor is null);
            if (isPublic)
                return FoundCaller.Unknown;
        }
        return await ReadAsync(context, session);
    }

    /// <summary>
    /// The same from memory alone, for a read that needs no more and whose caller is no admin.
    /// </summary>
    /// <returns>Null where <see cref="FindAsync"/> must be asked.</returns>
    public async ValueTask<Actor?> RecallAsync(HttpContext context, NamedSession session)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata is not { } rules)
            return null;
        var mayBeAdmins = rules.GetMetadata<IAllowAnonymous>() is null
            ? IsForAdmins(rules)
            : await memory.MayBeAdminAsync(session.UserId, context.RequestAborted);
        return !mayBeAdmins && memory.TryRecall(session, out var actor) ? actor : null;
    }

    private static bool IsForAdmins(EndpointMetadataCollection rules) =>
        rules.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy == Policies.Admin);

    private static async Task<FoundCaller> ReadAsync(HttpContext context, NamedSession session)
    {
        var sessions = context.RequestServices.GetRequiredService<ISessionReader>();
        var actor = await sessions.ReadAsync(session, context.RequestAborted);
        return new(actor, HasEnded: actor is null);
    }
}

/// <param name="Actor">Null where the session has ended, or is not known and need not be.</param>
/// <param name="HasEnded">Whether the token is to be refused.</param>
internal readonly record struct FoundCaller(Actor? Actor, bool HasEnded)
{
    public static FoundCaller Unknown => default;
}

/// <summary>Whose token came with a public read, though nobody asked whether their session lasts: good for counting alone.</summary>
internal sealed record UnseenCaller(long UserId);
