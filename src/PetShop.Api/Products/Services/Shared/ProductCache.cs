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
    /// Every page of the list: which products it has. What it shows of them is under the tags of these products.
    /// </summary>
    public const string Lists = "product-lists";

    /// <summary>Categories, pet types and brands themselves.</summary>
    public const string Reference = "product-reference";

    /// <summary>Which SKU and slug belong to which product.</summary>
    public const string Names = "product-names";

    /// <summary>What lists show of stock: a removal that spares the lists must name it beside the products.</summary>
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

    /// <summary>Drops what shows the products, after a change of what is told of their stock.</summary>
    /// <param name="isListed">Whether they are in the same lists as before, so that other lists stay.</param>
    public Task DropStockAsync(IEnumerable<long> ids, bool isListed) =>
        cache.RemoveAsync([InLists.Guard, .. ids.Select(TagOf), .. isListed ? (string[])[] : [Lists]]);

    /// <summary>Removes all pages of product lists.</summary>
    public Task DropListsAsync() => cache.RemoveAsync([Lists]);

    /// <summary>Reference data was added, which no product uses yet.</summary>
    public Task DropNewReferenceAsync() => cache.RemoveAsync([Reference]);

    /// <summary>Reference data has changed, and with it the representations of products.</summary>
    public Task DropReferenceAsync() => cache.RemoveAsync([Reference, All]);
}
