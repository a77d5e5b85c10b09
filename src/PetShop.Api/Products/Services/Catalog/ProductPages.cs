using System.Text.Json;
using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>A product as an admin sees it, with the edit counter that If-Match compares.</summary>
public sealed record AdminProduct(ProductResponse Product, long Version);

/// <summary>Reading the catalogue: the public from the cache, admins from the database.</summary>
public interface IProductPages
{
    /// <summary>What everybody may see.</summary>
    /// <returns>Null when there is none, or it is hidden.</returns>
    ValueTask<JsonBytes?> GetAsync(ProductName name, CancellationToken ct);

    /// <summary>A page of what everybody may see.</summary>
    /// <exception cref="Core.Errors.ShopException">
    /// 400: a filter for admins, or a cursor of another list. 401: such a filter, and the caller's token was refused.
    /// 503: too many read lists at once.
    /// </exception>
    ValueTask<JsonBytes> ListAsync(Actor actor, ProductFilter filter, CancellationToken ct);

    /// <summary>Hidden ones too, with what only admins see.</summary>
    /// <exception cref="Core.Errors.ShopException">404: there is none.</exception>
    Task<AdminProduct> GetForAdminAsync(ProductName name, CancellationToken ct);

    /// <summary>A page with hidden ones too, with what only admins see.</summary>
    Task<Page<ProductResponse>> ListForAdminAsync(ProductFilter filter, CancellationToken ct);
}

/// <param name="reader">Opens the database, and so is asked for only when the cache can't answer.</param>
internal sealed class ProductPages(
    IShopCache cache, ReadSlots slots, ShopJson json, Func<ProductReader> reader, ProductQueries queries,
    ReferenceData reference, IOptions<ProductsOptions> options) : IProductPages
{
    public async ValueTask<JsonBytes?> GetAsync(ProductName name, CancellationToken ct) =>
        name.CanExist && await FindIdAsync(name, ct) is { } id
            ? await cache.GetOrReadAsync<ProductReader, ProductResponse>(
                ProductName.EntryOf(id, options.Value.ProductTtl), json.For<ProductResponse>(),
                (source, reading) => source.FindForPublicAsync(id, reading), ct)
            : null;

    public async ValueTask<JsonBytes> ListAsync(Actor actor, ProductFilter filter, CancellationToken ct)
    {
        var query = queries.ForPublic(actor, filter, await reference.RefreshAsync(ct));
        var page = json.For<Page<ProductResponse>>();
        if (query.Entry(options.Value.ListTtl) is not { } entry)
        {
            var uncached = await slots.RunAsync(query.Lane, () => reader().ListForPublicAsync(query, ct), ct);
            return JsonBytes.From(JsonSerializer.SerializeToUtf8Bytes(uncached!, page));
        }
        return (await cache.GetOrReadAsync<ProductReader, Page<ProductResponse>>(entry, page,
            (source, reading) => source.ListForPublicAsync(query, reading), ct, ProductCache.InLists))!;
    }

    public async Task<AdminProduct> GetForAdminAsync(ProductName name, CancellationToken ct) =>
        name.CanExist && await reader().FindForAdminAsync(name, ct) is { } found ? found : throw name.NotFound();

    /// <summary>
    /// The id behind a SKU or slug. What shows a product is cached by its id alone, so that a sale, which reads no name, can drop it.
    /// </summary>
    private async ValueTask<long?> FindIdAsync(ProductName name, CancellationToken ct)
    {
        if (name.Id is not null)
            return name.Id;
        var pointer = json.For<ProductPointer>();
        var found = await cache.GetOrReadAsync<ProductReader, ProductPointer>(name.Entry(options.Value.ProductTtl), pointer,
            (source, reading) => source.FindPointerAsync(name, reading), ct);
        return found is null ? null : JsonSerializer.Deserialize(found.Utf8, pointer)!.Id;
    }

    public async Task<Page<ProductResponse>> ListForAdminAsync(ProductFilter filter, CancellationToken ct) =>
        await reader().ListForAdminAsync(queries.ForAdmin(filter, await reference.RefreshAsync(ct)), ct);
}
