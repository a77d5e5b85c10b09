namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>The result of a word search.</summary>
/// <param name="Best">
/// Positions by rank, the best match first. In lists that are sorted by something else, only exact matches have one.
/// </param>
/// <param name="IsAll">Whether there are no other matches.</param>
/// <param name="Estimate">
/// The number of matches: the length of <paramref name="Best"/> if it contains all of them, otherwise an estimate.
/// </param>
/// <param name="Exact">
/// The products with exactly this SKU or name; at most one more than <see cref="WordSearch.MaxMatches"/>.
/// </param>
internal sealed record WordMatches(List<ProductPosition> Best, bool IsAll, long Estimate, long[] Exact)
{
    /// <summary>
    /// The price at which the page after a position probably ends, if all matches have prices like
    /// <see cref="Best"/>. Null if these have no more prices.
    /// </summary>
    public decimal? LikelyEnd(bool isDescending, ProductPosition? after, int count)
    {
        var prices = Best.Select(match => match.Price)
            .Where(price => after is null || (isDescending ? price <= after.Price : price >= after.Price));
        var share = (int)(count * Best.Count / Estimate);
        return (isDescending ? prices.OrderDescending() : prices.Order())
            .Take(share + 1).Select(price => (decimal?)price).LastOrDefault();
    }
}
