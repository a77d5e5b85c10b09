using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>Filters and sort of a list of products.</summary>
public sealed record ProductFilter : PageQuery
{
    /// <summary>The maximum number of values of one filter.</summary>
    public const int MaxValues = 20;

    /// <summary>The maximum number of ids: as many as fit on a page.</summary>
    public const int MaxIds = MaxLimit;

    /// <summary>
    /// A category's slug; includes its subcategories. Repeat the parameter to match any of several categories.
    /// </summary>
    /// <example>food</example>
    public IReadOnlyList<string>? Category { get; init; }

    /// <summary>A pet type's slug. Repeat the parameter to match any of several pet types.</summary>
    /// <example>dog</example>
    public IReadOnlyList<string>? PetType { get; init; }

    /// <summary>A brand's slug. Repeat the parameter to match any of several brands.</summary>
    /// <example>brackenfold</example>
    public IReadOnlyList<string>? Brand { get; init; }

    /// <summary>
    /// Products by id: <c>ids=7&amp;ids=3</c>. They are returned in this order unless <c>sort</c> or <c>q</c> is given,
    /// and on one page unless <c>limit</c> is given. Repeated ids count once. Ids of hidden products and ids that do
    /// not exist are left out.
    /// </summary>
    /// <example>42</example>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>The lowest price, in the shop's currency.</summary>
    /// <example>5</example>
    public decimal? MinPrice { get; init; }

    /// <summary>The highest price, in the shop's currency.</summary>
    /// <example>50</example>
    public decimal? MaxPrice { get; init; }

    /// <summary>Only products that can be bought now (true), or only products that are sold out (false).</summary>
    public bool? InStock { get; init; }

    /// <summary>
    /// Full-text search in name, SKU, brand, category, pet type and description. All words must occur, in any inflected
    /// form; case, accents and punctuation are ignored. If no product has all the words, quotes, <c>or</c> and a
    /// leading <c>-</c> act as operators, as in web search.
    /// </summary>
    /// <example>salmon dry food</example>
    [Text(TextShape.Search)]
    public string? Q { get; init; }

    /// <summary>The same as <c>q</c>.</summary>
    [Text(TextShape.Search)]
    public string? Search { get; init; }

    /// <summary>
    /// The sort order. <c>relevance</c> requires <c>q</c> and is the default with it. Otherwise the default is
    /// <c>newest</c> or, with <c>ids</c>, the order of the ids.
    /// </summary>
    /// <example>price</example>
    [NamedValues("ProductSort", "newest", "price", "-price", "name", "-name", "relevance")]
    [Text(TextShape.Verbatim)]
    public string? Sort { get; init; }

    /// <summary>For admins: only products that the public sees (true), or only hidden ones (false).</summary>
    public bool? IsActive { get; init; }

    /// <summary>For admins: only products with at least this many units on hand.</summary>
    /// <example>100</example>
    public int? MinStock { get; init; }

    /// <summary>For admins: only products that are low on stock (true), or only those that are not (false).</summary>
    public bool? LowStock { get; init; }

    /// <summary>The search terms; null for no search.</summary>
    public string? Words => Q ?? Search;

    /// <summary>The page size; with ids and without a limit, the number of ids.</summary>
    public int PageSize => HasLimit || Ids is null ? Limit : Math.Max(Ids.Count, 1);
}
