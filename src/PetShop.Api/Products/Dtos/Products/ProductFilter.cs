using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;

namespace PetShop.Api.Products.Dtos;

/// <summary>Which products, in which order.</summary>
public sealed record ProductFilter : PageQuery
{
    /// <summary>A category's slug; its whole subtree counts.</summary>
    /// <example>food</example>
    public string? Category { get; init; }

    /// <summary>A pet type's slug.</summary>
    /// <example>dog</example>
    public string? PetType { get; init; }

    /// <summary>A brand's slug.</summary>
    /// <example>brackenfold</example>
    public string? Brand { get; init; }

    /// <summary>The lowest price, in the shop's currency.</summary>
    /// <example>5</example>
    public decimal? MinPrice { get; init; }

    /// <summary>The highest price, in the shop's currency.</summary>
    /// <example>50</example>
    public decimal? MaxPrice { get; init; }

    /// <summary>Only what can be bought now (true), or only what is sold out (false).</summary>
    public bool? InStock { get; init; }

    /// <summary>
    /// Full text over name, SKU, brand, category, pet type and description: all words must occur, in any of their forms. A phrase goes into
    /// quotes, <c>or</c> and a leading <c>-</c> work as in web searches.
    /// </summary>
    /// <example>salmon "dry food" -puppy</example>
    public string? Q { get; init; }

    /// <summary>The same as <c>q</c>.</summary>
    public string? Search { get; init; }

    /// <summary>
    /// The order; <c>newest</c> is the default. <c>relevance</c> needs <c>q</c> and is the default with it.
    /// </summary>
    /// <example>price</example>
    [NamedValues("ProductSort", "newest", "price", "-price", "name", "relevance")]
    public string? Sort { get; init; }

    /// <summary>For admins: only what the public sees (true) or only what is hidden (false).</summary>
    public bool? IsActive { get; init; }

    /// <summary>For admins: at least so many units on hand.</summary>
    /// <example>100</example>
    public int? MinStock { get; init; }

    /// <summary>For admins: only what is low on stock (true) or only what is not (false).</summary>
    public bool? LowStock { get; init; }

    /// <summary>What to search for; null for no search.</summary>
    public string? Words => Q ?? Search;
}
