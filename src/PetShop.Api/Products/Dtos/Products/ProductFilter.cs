using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Products.Dtos;

/// <summary>Which products, in which order.</summary>
public sealed record ProductFilter : PageQuery
{
    /// <summary>Values that one filter takes at most.</summary>
    public const int MaxValues = 20;

    /// <summary>Ids that one request names at most: as many as a page can hold.</summary>
    public const int MaxIds = MaxLimit;

    /// <summary>
    /// A category's slug; its whole subtree counts. Give the parameter several times for any of several categories.
    /// </summary>
    /// <example>food</example>
    public IReadOnlyList<string>? Category { get; init; }

    /// <summary>A pet type's slug. Give the parameter several times for any of several pet types.</summary>
    /// <example>dog</example>
    public IReadOnlyList<string>? PetType { get; init; }

    /// <summary>A brand's slug. Give the parameter several times for any of several brands.</summary>
    /// <example>brackenfold</example>
    public IReadOnlyList<string>? Brand { get; init; }

    /// <summary>
    /// Products by id, once for each: <c>ids=7&amp;ids=3</c>. They come in this order unless <c>sort</c> or <c>q</c>
    /// says otherwise, all on one page
    /// unless <c>limit</c> is given. Ids of hidden products, and ids that do not exist, are left out.
    /// </summary>
    /// <example>42</example>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>The lowest price, in the shop's currency.</summary>
    /// <example>5</example>
    public decimal? MinPrice { get; init; }

    /// <summary>The highest price, in the shop's currency.</summary>
    /// <example>50</example>
    public decimal? MaxPrice { get; init; }

    /// <summary>Only what can be bought now (true), or only what is sold out (false).</summary>
    public bool? InStock { get; init; }

    /// <summary>
    /// Full text over name, SKU, brand, category, pet type and description: all words must occur, in any of their
    /// forms, whatever their case,
    /// accents and punctuation. Where nothing has all words, quotes, <c>or</c> and a leading <c>-</c> are read as in
    /// web searches.
    /// </summary>
    /// <example>salmon dry food</example>
    [Text(TextShape.Search)]
    public string? Q { get; init; }

    /// <summary>The same as <c>q</c>.</summary>
    [Text(TextShape.Search)]
    public string? Search { get; init; }

    /// <summary>
    /// The order. <c>relevance</c> needs <c>q</c> and is the default with it; otherwise <c>newest</c> is, or with ids
    /// their order.
    /// </summary>
    /// <example>price</example>
    [NamedValues("ProductSort", "newest", "price", "-price", "name", "-name", "relevance")]
    [Text(TextShape.Verbatim)]
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

    /// <summary>The page's size: with ids, all of them where nothing else is said.</summary>
    public int PageSize => HasLimit || Ids is null ? Limit : Math.Max(Ids.Count, 1);
}
