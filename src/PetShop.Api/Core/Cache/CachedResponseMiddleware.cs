using Microsoft.AspNetCore.Http.Features;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Cache;

/// <summary>
/// Answers a public read without running the action if the same URL was requested before. It remembers which cache
/// entry belongs to a URL and how to read it, so that binding and validation are not repeated. This memory is bounded
/// and follows the cache's removals. It runs after the rate limits, and only for actions with
/// <see cref="PubliclyCachedAttribute"/>. Requests of admins always run the action.
/// </summary>
internal sealed class CachedResponseMiddleware(RequestDelegate next, ILocalCacheFactory memories, IShopCache cache)
{
    private const int LongestUrl = 300;
    private const int FoundLimit = 10_000;
    private const int MissingLimit = 1_000;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly LocalCache<Address, KnownRead?> _found = memories.Create<Address, KnownRead?>(
        FoundLimit, Life);

    /// <summary>Apart from the others, so that requests for what does not exist cannot displace them.</summary>
    private readonly LocalCache<Address, RequestDelegate> _missing = memories.Create<Address, RequestDelegate>(
        MissingLimit, Life);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PubliclyCachedAttribute>() is not { } marked
            || !IsPlainRead(context))
            return next(context);
        var address = new Address(context.Request.Path.Value ?? "", context.Request.QueryString.Value ?? "");
        if (_found.TryGet(address, out var known) && cache.TryGet(known!.Key, out var body))
            return JsonBytesResult.WriteAsync(context, body);
        if (known?.Repeat is { } repeat)
            return repeat(context);
        if (address.Path.Length + address.Query.Length > LongestUrl)
            return next(context);
        return AskAsync(context, address, marked, _missing.TryGet(address, out var look) ? look : null);
    }

    /// <param name="look">Looks again without the action; null if only the action can.</param>
    private async Task AskAsync(
        HttpContext context, Address address, PubliclyCachedAttribute marked, RequestDelegate? look)
    {
        var asked = new PublicReadFeature { Repeat = look };
        context.Features.Set(asked);
        await _found.ReadAsync(
            address, marked.Names,
            async () =>
            {
                await (look ?? next)(context);
                return asked.Key is { } key ? new KnownRead(key, asked.Repeat) : null;
            },
            read => read is not null);
        if (look is null && asked is { Key: null, Repeat: { } again })
            _missing.Keep(address, [], again);      // it reads again each time, so it depends on no tag
    }

    private static bool IsPlainRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.User.Identity is not ActorIdentity { Actor.IsAdmin: true }
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private readonly record struct Address(string Path, string Query);

    /// <param name="Key">The cache entry.</param>
    /// <param name="Repeat">Reads it again without the action; null if only the action can.</param>
    private sealed record KnownRead(string Key, RequestDelegate? Repeat);
}
