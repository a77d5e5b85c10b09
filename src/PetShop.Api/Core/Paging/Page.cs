using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items in the requested order.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last.</param>
/// <param name="Total">The total number of items: exact up to 1,000, an estimate beyond.</param>
/// <param name="TotalIsEstimate">Whether <c>total</c> is an estimate.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, long Total, bool TotalIsEstimate)
{
    /// <summary>The same page with its items converted.</summary>
    public Page<TOther> Map<TOther>(Func<T, TOther> map) =>
        new([.. Items.Select(map)], NextCursor, Total, TotalIsEstimate);
}

/// <summary>Builds pages from rows.</summary>
public static class Page
{
    /// <param name="listed">The rows. One more than <paramref name="limit"/> was requested, to see whether there is a
    /// next page.</param>
    /// <param name="cursor">Returns the position of a row for the next page.</param>
    public static Page<T> From<T>(ListResult<T> listed, int limit, Func<T, string> cursor)
    {
        var (rows, total) = listed;
        return rows.Count > limit
            ? new(rows[..limit], cursor(rows[limit - 1]), total.Count, total.IsEstimate)
            : new(rows, null, total.Count, total.IsEstimate);
    }
}
