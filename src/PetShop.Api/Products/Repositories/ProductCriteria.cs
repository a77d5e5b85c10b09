namespace PetShop.Api.Products.Repositories;

/// <summary>
/// The orders a list of products can be read in. Each up to <see cref="NameDescending"/> has an index that ends in the
/// id.
/// </summary>
internal enum ProductSort
{
    Newest,
    Price,
    PriceDescending,
    Name,
    NameDescending,
    Relevance,

    /// <summary>The order of <see cref="ProductCriteria.Ids"/>.</summary>
    Given,
}

/// <summary>What is searched for, folded.</summary>
/// <param name="Key">The whole text or its hash, for a product with just this name or SKU. No other text has
/// it.</param>
/// <param name="Plain">Each word in quotes, so that none is an operator: all must occur.</param>
/// <param name="Operators">The text with its quotes, <c>or</c> and leading <c>-</c> as a query; null where it has
/// none.</param>
internal sealed record SearchWords(string Key, string Plain, string? Operators);

/// <summary>Which products; null for no condition.</summary>
internal sealed record ProductCriteria
{
    public required ProductSort Sort { get; init; }
    public long[]? Ids { get; init; }
    public long[]? CategoryIds { get; init; }
    public long[]? PetTypeIds { get; init; }
    public long[]? BrandIds { get; init; }
    public decimal? MinPrice { get; init; }
    public decimal? MaxPrice { get; init; }
    public bool? InStock { get; init; }
    public int? MinStock { get; init; }
    public int? MaxStock { get; init; }
    public bool? IsActive { get; init; }
    public SearchWords? Words { get; init; }

    /// <summary>
    /// Brands whose name is just what is searched for, where that has no letter or digit to search by.
    /// </summary>
    public long[] NamedBrandIds { get; init; } = [];

    /// <summary>Whether <see cref="SearchWords.Operators"/> are searched for rather than all words.</summary>
    public bool UseOperators { get; init; }
}

/// <summary>A place in the list: the sort's own value in the row before, and its id.</summary>
internal sealed record ProductPosition
{
    public long Id { get; init; }
    public decimal Price { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public float Rank { get; init; }

    /// <summary>How many of the given ids come before.</summary>
    public int Given { get; init; }

    /// <summary>How the words were read on the page before: the next one must not change that.</summary>
    public bool UsesOperators { get; init; }
}

/// <summary>A product with its place in the list.</summary>
internal sealed record ListedProduct
{
    public required ProductRow Row { get; init; }
    public required ProductPosition Place { get; init; }
}
