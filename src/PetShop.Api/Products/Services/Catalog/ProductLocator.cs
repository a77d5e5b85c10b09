using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>The id that belongs to a SKU or slug.</summary>
internal sealed record ProductIdEntry(long Id);

/// <summary>How a request identifies a product: by its id, its SKU (ignoring case), or its slug.</summary>
public sealed record ProductLocator
{
    private ProductLocator()
    {
    }

    public long? Id { get; private init; }

    public string? Sku { get; private init; }

    public string? Slug { get; private init; }

    public static ProductLocator OfId(long id) => new() { Id = id };

    /// <param name="sku">As in the path; null if it is blank.</param>
    public static ProductLocator OfSku(string? sku) => new() { Sku = sku?.ToLowerInvariant() ?? "" };

    /// <param name="slug">As in the path; null if it is blank.</param>
    public static ProductLocator OfSlug(string? slug) => new() { Slug = slug ?? "" };

    /// <summary>
    /// Whether a product can have this id, SKU or slug. If false, neither the cache nor the database is queried.
    /// </summary>
    internal bool CanExist => this switch
    {
        { Id: { } id } => id > 0,
        { Sku: { } sku } => IsWord(sku, Product.SkuLength, "._-"),
        _ => IsWord(Slug!, Product.SlugLength, "_-"),
    };

    /// <summary>The cache entry of a product's public representation.</summary>
    internal static CacheEntry EntryOf(long id, TimeSpan ttl) =>
        new($"products:id:{id}", ttl, ProductCache.TagOf(id), ProductCache.All);

    /// <summary>The cache entry of the id that belongs to this SKU or slug.</summary>
    internal CacheEntry Entry(TimeSpan ttl) => Sku is { } sku
        ? new($"products:sku:{Uri.EscapeDataString(sku)}", ttl,
            ProductCache.TagOfSku(Uri.EscapeDataString(sku)), ProductCache.All)
        : new($"products:slug:{Uri.EscapeDataString(Slug!)}", ttl,
            ProductCache.TagOfSlug(Uri.EscapeDataString(Slug!)), ProductCache.All);

    /// <summary>Quotes the path only if it could be a product's: it may contain anything, at any length.</summary>
    internal ShopException NotFound() => this switch
    {
        { Id: { } id } => ProductProblems.ProductNotFound(id),
        { CanExist: true } => ProductProblems.ProductNotFound(Sku ?? Slug!),
        _ => ProductProblems.ProductNameNotFound(),
    };

    private static bool IsWord(string text, int maxLength, string signs) =>
        text.Length > 0 && text.Length <= maxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c));
}
