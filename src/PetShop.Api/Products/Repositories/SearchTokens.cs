using System.Globalization;

namespace PetShop.Api.Products.Repositories;

/// <summary>
/// The tokens that a search entry's vector contains besides words, so that one index serves words and filters
/// together. A token is a letter followed by a number. Folding separates letters from digits, so no search word can
/// equal a token.
/// </summary>
internal static class SearchTokens
{
    private const char Category = 'c', PetType = 'p', Brand = 'b', Price = 'q';
    private const string SoldOut = "x1", Hidden = "h1";
    private const int StepsPerDigit = 9;

    /// <summary>
    /// The blocks that a product belongs to. A block contains 2 to the power of <c>Shift</c> products.
    /// </summary>
    private static readonly (char Letter, int Shift)[] Blocks =
        [('k', 12), ('l', 14), ('m', 16), ('n', 18), ('o', 20), ('r', 22)];

    /// <summary>All tokens of a product, separated by spaces.</summary>
    public static string Of(SearchSource source)
    {
        var tokens = Blocks.Select(block => Token(block.Letter, source.Id >> block.Shift)).ToList();
        tokens.Add(Token(Category, source.CategoryId));
        tokens.Add(Token(PetType, source.PetTypeId));
        if (source.BrandId is { } brand)
            tokens.Add(Token(Brand, brand));
        tokens.Add(Token(Price, StepOf(source.Price)));
        if (!source.InStock)
            tokens.Add(SoldOut);
        if (!source.IsActive)
            tokens.Add(Hidden);
        return string.Join(' ', tokens);
    }

    /// <summary>
    /// The filters as a text search query, which every product that passes them matches; empty if there are none.
    /// Prices are only as precise as their steps, and stock quantities have no token.
    /// </summary>
    public static string Query(ProductCriteria criteria)
    {
        var parts = new List<string>();
        Any(Category, criteria.CategoryIds);
        Any(PetType, criteria.PetTypeIds);
        Any(Brand, criteria.BrandIds);
        if (criteria is not { MinPrice: null, MaxPrice: null })
            Any(Price, Steps(criteria.MinPrice ?? 0, criteria.MaxPrice ?? Entities.Catalog.Product.MaxPrice));
        if (criteria.InStock is false)
            parts.Add(SoldOut);
        if (criteria.IsActive is false)
            parts.Add(Hidden);
        return string.Join(" & ", parts);

        void Any(char letter, IEnumerable<long>? numbers)
        {
            if (numbers is not null)
                parts.Add($"({string.Join(" | ", numbers.Select(number => Token(letter, number)))})");
        }
    }

    private static string Token(char letter, long number) => FormattableString.Invariant($"{letter}{number}");

    private static IEnumerable<long> Steps(decimal from, decimal to)
    {
        var (first, last) = (StepOf(from), Math.Max(StepOf(from), StepOf(to)));
        return Enumerable.Range(first, last - first + 1).Select(step => (long)step);
    }

    /// <summary>
    /// The number of a price step, which increases with the price. It is derived from the number of digits of the
    /// price in thousandths and from the first digit. Prices outside the range of prices, which only a forged cursor
    /// contains, count as its ends. For example, 10.00 to 19.99 are one step, and 20.00 to 29.99 are
    /// the next.
    /// </summary>
    public static int StepOf(decimal price)
    {
        var digits = ((long)(Math.Clamp(price, 0, Entities.Catalog.Product.MaxPrice) * 1_000))
            .ToString(CultureInfo.InvariantCulture);
        return StepsPerDigit * (digits.Length - 1) + (digits[0] - '0');
    }
}
