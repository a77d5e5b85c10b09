using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Paging;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>The id, SKU and slug by which a product can be read.</summary>
internal sealed record ProductKeys(long Id, string Sku, string Slug)
{
    public static ProductKeys Of(Product product) => new(product.Id, product.Sku, product.Slug);
}

/// <summary>
/// The catalogue's cache entries, their tags, and how they are removed. After the commit of a change, the service
/// removes the entries that show the changed rows.
/// </summary>
internal sealed class ProductCache(IShopCache cache)
{
    /// <summary>Everything that shows a product: all of it contains categories, pet types and brands.</summary>
    public const string All = "products";

    /// <summary>
    /// Every page of the list, for the products that it contains. The data of these products depends on their own tags.
    /// </summary>
    public const string Lists = "product-lists";

    /// <summary>Categories, pet types and brands themselves.</summary>
    public const string Reference = "product-reference";

    /// <summary>Which SKU and slug belong to which product.</summary>
    public const string Names = "product-names";

    /// <summary>
    /// The tags of the products on a list page, for the stock that it shows. A removal that keeps the lists must remove
    /// the guard tag as well as the tags of the products.
    /// </summary>
    public static CacheParts<Page<ProductResponse>> InLists { get; } =
        new("product-stock", page => page.Items.Select(product => TagOf(product.Id)));

    public static string TagOf(long id) => $"product:{id}";

    /// <summary>By SKU, ignoring case.</summary>
    public static string TagOfSku(string sku) => "product-sku:" + sku.ToLowerInvariant();

    public static string TagOfSlug(string slug) => "product-slug:" + slug;

    /// <summary>Removes the products under their ids, SKUs and slugs, and the lists that may show them.</summary>
    public Task DropAsync(IEnumerable<ProductKeys> products) => cache.RemoveAsync(
        [.. products.SelectMany(p => new[] { TagOf(p.Id), TagOfSku(p.Sku), TagOfSlug(p.Slug) }).Distinct(),
            Names, Lists]);

    /// <summary>Removes what shows the products, after a change of the stock that is displayed.</summary>
    /// <param name="isListed">
    /// Whether the products are in the same lists as before, so that other lists can be kept.
    /// </param>
    public Task DropStockAsync(IEnumerable<long> ids, bool isListed) =>
        cache.RemoveAsync([InLists.Guard, .. ids.Select(TagOf), .. isListed ? (string[])[] : [Lists]]);

    /// <summary>Removes all pages of product lists.</summary>
    public Task DropListsAsync() => cache.RemoveAsync([Lists]);

    /// <summary>Removes the reference data, after an addition that no product uses yet.</summary>
    public Task DropNewReferenceAsync() => cache.RemoveAsync([Reference]);

    /// <summary>
    /// Removes the reference data and all products, after a change that alters the representations of products.
    /// </summary>
    public Task DropReferenceAsync() => cache.RemoveAsync([Reference, All]);
}
