using Microsoft.AspNetCore.Http.Features;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Core.Cache;

/// <summary>
/// Answers a public read from the cache without running the action if the same URL was requested before. It remembers
/// which cache entry belongs to a URL, so that binding and validation are not repeated; this memory is bounded and
/// follows the cache's removals. It runs after the rate limits, and only for actions with
/// <see cref="PubliclyCachedAttribute"/>. Requests of admins always run the action.
/// </summary>
internal sealed class CachedResponseMiddleware(RequestDelegate next, ILocalCacheFactory memories, IShopCache cache)
{
    private const int LongestQuery = 300;

    private readonly LocalCache<Address, string?> _keys =
        memories.Create<Address, string?>(limit: 10_000, life: TimeSpan.FromMinutes(10));

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PubliclyCachedAttribute>() is not { } marked
            || !IsPlainRead(context))
            return next(context);
        var address = new Address(context.Request.Path.Value ?? "", context.Request.QueryString.Value ?? "");
        return _keys.TryGet(address, out var key) && cache.TryGet(key!, out var body)
            ? JsonBytesResult.WriteAsync(context, body)
            : AskAsync(context, address, marked);
    }

    private async Task AskAsync(HttpContext context, Address address, PubliclyCachedAttribute marked)
    {
        if (address.Query.Length > LongestQuery)
        {
            await next(context);
            return;
        }
        var asked = new CacheKeyFeature();
        context.Features.Set(asked);
        await _keys.ReadAsync(
            address, marked.Names,
            async () =>
            {
                await next(context);
                return asked.Key;
            },
            key => key is not null);
    }

    private static bool IsPlainRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.User.Identity is not ActorIdentity { Actor.IsAdmin: true }
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private readonly record struct Address(string Path, string Query);
}
