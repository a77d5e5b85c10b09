using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>
/// A part of the catalogue and the queries to run in it. All three are conditions on the same index. With separate
/// conditions, PostgreSQL can skip from one match to the next; a single combined condition would be tested on each
/// product of the part. The queries are columns, so that they are parsed once per statement instead of once per row.
/// </summary>
/// <param name="Part">The token of the part; null for the whole catalogue.</param>
internal sealed record SearchPart(NpgsqlTsQuery Words, NpgsqlTsQuery Filters, NpgsqlTsQuery Part)
{
    private const string Queries = $$"""
        websearch_to_tsquery('{{ProductSearchConfiguration.Language}}', {0}) AS words,
            to_tsquery('{{ProductSearchConfiguration.TokenLanguage}}', {1}) AS filters
        """;

    /// <summary>
    /// Without the limit, PostgreSQL would copy the queries to each place that uses them and parse them there.
    /// </summary>
    private const string Whole = $"""SELECT {Queries}, NULL::tsquery AS part LIMIT 1""";

    /// <summary>
    /// Blocks that together contain every product once, the newest first. Each size has four to seven blocks before the
    /// next size, which is four times as large, so that never much more is read than is needed. The letters are those
    /// of <see cref="SearchTokens"/>.
    /// </summary>
    private const string Blocks = $"""
        WITH RECURSIVE level (shift, top) AS (
            SELECT 12, coalesce(max(product_id), 0) >> 12 FROM product_search
            UNION ALL
            SELECT shift + 2, top - 7 >> 2 FROM level WHERE shift < 22 AND top >= 7)
        SELECT {Queries}, to_tsquery('{ProductSearchConfiguration.TokenLanguage}',
            substr('klmnor', (shift - 10) / 2, 1) || block) AS part
        FROM level CROSS JOIN LATERAL generate_series(
            top, CASE WHEN shift = 22 OR top < 7 THEN 0 ELSE top - 3 >> 2 << 2 END, -1) AS block
        ORDER BY shift, block DESC
        """;

    /// <summary>
    /// The price steps from a price on, in ascending or descending order. The first part may be up to nine steps, which
    /// is the range from a price to its tenfold.
    /// </summary>
    private const string Steps = $$"""
        SELECT {{Queries}},
            to_tsquery('{{ProductSearchConfiguration.TokenLanguage}}', string_agg('q' || step, '|')) AS part
        FROM (
            SELECT step, row_number() OVER (ORDER BY step * {2}) AS place
            FROM (
                SELECT 9 * (length(least) - 1) + left(least, 1)::int AS first,
                    9 * (length(most) - 1) + left(most, 1)::int AS last
                FROM (SELECT (min(price) * 1000)::bigint::text AS least, (max(price) * 1000)::bigint::text AS most
                    FROM product_search) prices) steps
            CROSS JOIN LATERAL generate_series(first, last) AS step
            WHERE step * {2} >= {3}) placed
        GROUP BY CASE WHEN place <= 9 AND step * {2} <= {4} THEN 1 ELSE place END
        ORDER BY min(place)
        """;

    /// <summary>The whole catalogue as one part.</summary>
    public static IQueryable<SearchPart> All(PetShopDbContext db, string words, string filters) =>
        db.Database.SqlQueryRaw<SearchPart>(Whole, words, filters);

    /// <summary>Blocks of products, the newest first.</summary>
    public static IQueryable<SearchPart> Newest(PetShopDbContext db, string words, string filters) =>
        db.Database.SqlQueryRaw<SearchPart>(Blocks, words, filters);

    /// <summary>Products by price step; within a part they have no order.</summary>
    /// <param name="from">The price to begin at; null for all products.</param>
    /// <param name="to">
    /// The price up to which the first steps are one part, because each part costs time; null for a part for each step.
    /// </param>
    public static IQueryable<SearchPart> ByPrice(
        PetShopDbContext db, string words, string filters, bool isDescending, decimal? from, decimal? to)
    {
        var direction = isDescending ? -1 : 1;
        return db.Database.SqlQueryRaw<SearchPart>(Steps, words, filters, direction, Place(from), Place(to));

        int Place(decimal? price) => price is { } known ? direction * SearchTokens.StepOf(known) : int.MinValue;
    }
}
