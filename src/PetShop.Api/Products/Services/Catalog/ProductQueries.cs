using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>A product as an admin sees it, with the version that If-Match compares.</summary>
public sealed record AdminProduct(ProductResponse Product, long Version);

/// <summary>Reads the catalogue: from the cache for the public, from the database for admins.</summary>
public interface IProductQueries
{
    /// <summary>The public representation.</summary>
    /// <returns>Null if the product does not exist or is hidden.</returns>
    ValueTask<JsonBytes?> GetAsync(ProductLocator name, CancellationToken ct);

    /// <summary>A page of public representations.</summary>
    /// <exception cref="Core.Errors.ShopException">400: a filter that only admins may use, or a cursor of another list.
    /// 401: such a filter, and the caller's token was rejected. 503: too many concurrent reads of lists.</exception>
    ValueTask<JsonBytes> ListAsync(Actor actor, ProductFilter filter, CancellationToken ct);

    /// <summary>The product as admins see it, even if it is hidden.</summary>
    /// <exception cref="Core.Errors.ShopException">404: the product does not exist.</exception>
    Task<AdminProduct> GetForAdminAsync(ProductLocator name, CancellationToken ct);

    /// <summary>A page of products as admins see them, including hidden ones.</summary>
    Task<Page<ProductResponse>> ListForAdminAsync(ProductFilter filter, CancellationToken ct);
}

/// <param name="reader">Uses the database, and is therefore resolved only on a cache miss.</param>
internal sealed class ProductQueries(
    IShopCache cache, ReadSlots slots, ShopJson json, Func<ProductReader> reader, ProductQueryBuilder queries,
    ReferenceData reference, IOptions<ProductsOptions> options) : IProductQueries
{
    public async ValueTask<JsonBytes?> GetAsync(ProductLocator name, CancellationToken ct) =>
        name.CanExist && await FindIdAsync(name, ct) is { } id
            ? await cache.GetOrReadAsync<ProductReader, ProductResponse>(
                ProductLocator.EntryOf(id, options.Value.ProductTtl), json.For<ProductResponse>(),
                (source, reading) => source.FindForPublicAsync(id, reading), ct)
            : null;

    public async ValueTask<JsonBytes> ListAsync(Actor actor, ProductFilter filter, CancellationToken ct)
    {
        var query = queries.ForPublic(actor, filter, await reference.RefreshAsync(ct));
        var page = json.For<Page<ProductResponse>>();
        if (query.Entry(options.Value.ListTtl) is not { } entry)
        {
            var uncached = await slots.RunAsync(query.Kind, () => reader().ListForPublicAsync(query, ct), ct);
            return JsonBytes.From(JsonSerializer.SerializeToUtf8Bytes(uncached!, page));
        }
        return (await cache.GetOrReadAsync<ProductReader, Page<ProductResponse>>(entry, page,
            (source, reading) => source.ListForPublicAsync(query, reading), ct, ProductCache.InLists))!;
    }

    public async Task<AdminProduct> GetForAdminAsync(ProductLocator name, CancellationToken ct) =>
        name.CanExist && await reader().FindForAdminAsync(name, ct) is { } found ? found : throw name.NotFound();

    /// <summary>
    /// The id that belongs to a SKU or slug. A product's representation is cached only under its id, so that a sale,
    /// which reads no SKU or slug, can remove it.
    /// </summary>
    private async ValueTask<long?> FindIdAsync(ProductLocator name, CancellationToken ct)
    {
        if (name.Id is not null)
            return name.Id;
        var pointer = json.For<ProductIdEntry>();
        var found = await cache.GetOrReadAsync<ProductReader, ProductIdEntry>(
            name.Entry(options.Value.ProductTtl), pointer,
            (source, reading) => source.FindPointerAsync(name, reading), ct);
        return found is null ? null : JsonSerializer.Deserialize(found.Utf8, pointer)!.Id;
    }

    public async Task<Page<ProductResponse>> ListForAdminAsync(ProductFilter filter, CancellationToken ct) =>
        await reader().ListForAdminAsync(queries.ForAdmin(filter, await reference.RefreshAsync(ct)), ct);
}
