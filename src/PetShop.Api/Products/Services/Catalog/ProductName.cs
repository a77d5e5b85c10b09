using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Catalog;

/// <summary>The id of the product that a SKU or slug names.</summary>
internal sealed record ProductPointer(long Id);

/// <summary>What a product is asked for by: its id, its SKU in any case, or its slug.</summary>
public sealed record ProductName
{
    private ProductName()
    {
    }

    public long? Id { get; private init; }

    public string? Sku { get; private init; }

    public string? Slug { get; private init; }

    public static ProductName OfId(long id) => new() { Id = id };

    /// <param name="sku">As it stands in the path; null where that is blank.</param>
    public static ProductName OfSku(string? sku) => new() { Sku = sku?.ToLowerInvariant() ?? "" };

    /// <param name="slug">As it stands in the path; null where that is blank.</param>
    public static ProductName OfSlug(string? slug) => new() { Slug = slug ?? "" };

    /// <summary>Whether a product can be called this. False needs no look into cache or database, whatever the path holds.</summary>
    internal bool CanExist => this switch
    {
        { Id: { } id } => id > 0,
        { Sku: { } sku } => IsWord(sku, Product.SkuLength, "._-"),
        _ => IsWord(Slug!, Product.SlugLength, "_-"),
    };

    /// <summary>Where a product's public representation is cached.</summary>
    internal static CacheEntry EntryOf(long id, TimeSpan ttl) => new($"products:id:{id}", ttl, ProductCache.TagOf(id), ProductCache.All);

    /// <summary>Where the id of the product with this SKU or slug is cached.</summary>
    internal CacheEntry Entry(TimeSpan ttl) => Sku is { } sku
        ? new($"products:sku:{Uri.EscapeDataString(sku)}", ttl, ProductCache.TagOfSku(Uri.EscapeDataString(sku)), ProductCache.All)
        : new($"products:slug:{Uri.EscapeDataString(Slug!)}", ttl, ProductCache.TagOfSlug(Uri.EscapeDataString(Slug!)), ProductCache.All);

    /// <summary>Repeats only what could be a product's: a path may hold anything, at any length.</summary>
    internal ShopException NotFound() => this switch
    {
        { Id: { } id } => ProductProblems.NoSuchProduct(id),
        { CanExist: true } => ProductProblems.NoSuchProduct(Sku ?? Slug!),
        _ => ProductProblems.NoSuchName(),
    };

    private static bool IsWord(string text, int maxLength, string signs) =>
        text.Length > 0 && text.Length <= maxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c));
}
