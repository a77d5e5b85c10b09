using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>The three names a product can be read by.</summary>
internal sealed record ProductKeys(long Id, string Sku, string Slug)
{
    public static ProductKeys Of(Product product) => new(product.Id, product.Sku, product.Slug);
}

/// <summary>What is cached of the catalogue, under which tags, and how it is dropped. Whoever changes a row drops what shows it, after the commit.</summary>
internal sealed class ProductCache(IShopCache cache)
{
    /// <summary>Everything that shows a product: categories, pet types and brands stand in all of it.</summary>
    public const string All = "products";

    /// <summary>
    /// Every page of the list: which products it has. What it shows of them is under the tags of these products.
    /// </summary>
    public const string Lists = "product-lists";

    /// <summary>Categories, pet types and brands themselves.</summary>
    public const string Reference = "product-reference";

    /// <summary>Which SKU and which slug is which product's.</summary>
    public const string Names = "product-names";

    /// <summary>What lists show of stock: a removal that spares the lists must name it beside the products.</summary>
    public static CacheParts<Page<ProductResponse>> InLists { get; } =
        new("product-stock", page => page.Items.Select(product => TagOf(product.Id)));

    public static string TagOf(long id) => $"product:{id}";

    /// <summary>By SKU, whatever its case.</summary>
    public static string TagOfSku(string sku) => "product-sku:" + sku.ToLowerInvariant();

    public static string TagOfSlug(string slug) => "product-slug:" + slug;

    /// <summary>Drops the products under each of their names, and the lists that may show them.</summary>
    public Task DropAsync(IEnumerable<ProductKeys> products) => cache.RemoveAsync(
        [.. products.SelectMany(p => new[] { TagOf(p.Id), TagOfSku(p.Sku), TagOfSlug(p.Slug) }).Distinct(), Names, Lists]);

    /// <summary>Drops what shows the products, after a change of what is told of their stock.</summary>
    /// <param name="isListed">Whether they are in the same lists as before, so that other lists stay.</param>
    public Task DropStockAsync(IEnumerable<long> ids, bool isListed) =>
        cache.RemoveAsync([InLists.Guard, .. ids.Select(TagOf), .. isListed ? (string[])[] : [Lists]]);

    /// <summary>Drops every page of the list.</summary>
    public Task DropListsAsync() => cache.RemoveAsync([Lists]);

    /// <summary>Reference data were added, which no product shows yet.</summary>
    public Task DropNewReferenceAsync() => cache.RemoveAsync([Reference]);

    /// <summary>Reference data changed, and with them what products show.</summary>
    public Task DropReferenceAsync() => cache.RemoveAsync([Reference, All]);
}
