using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories.Queries;

namespace PetShop.Api.Sales.Repositories;

/// <summary>
/// Lists of orders, the newest first. An id, or a range of ids, limits the query to the partitions of its months.
/// </summary>
internal sealed class OrderListRepository(PetShopDbContext db)
{
    private const string TextLanguage = "simple";

    /// <summary>
    /// If more orders than this in a month contain the words, a scan from the newest order on soon finds a full page.
    /// </summary>
    private const int FewInMonth = 1_000;

    /// <summary>Words of most orders fill a page from this many pages of a month's newest orders.</summary>
    private const int NewestPages = 4;

    /// <summary>
    /// The months that have orders, the newest first, as ranges of ids (see <see cref="TimeOrderedIds"/>).
    /// </summary>
    private const string Months = """
        SELECT extract(epoch FROM month - timestamp '2020-01-01')::bigint << 20 AS first,
            extract(epoch FROM month + interval '1 month' - timestamp '2020-01-01')::bigint << 20 AS next
        FROM (SELECT timestamp '2020-01-01' + (max(id) >> 20) * interval '1 second' AS newest,
                timestamp '2020-01-01' + (min(id) >> 20) * interval '1 second' AS oldest FROM orders) placed
            CROSS JOIN LATERAL generate_series(
                date_trunc('month', newest), date_trunc('month', oldest), interval '-1 month') AS month
        """;

    /// <summary>
    /// The orders with their lines and at least one of their invoice entries: the valid one or, if there is none, the
    /// latest.
    /// </summary>
    /// <param name="before">The id of the previous page's last order; null for the first page.</param>
    public Task<ListResult<Order>> ListAsync(OrderCriteria criteria, long? before, int count, CancellationToken ct)
    {
        if (criteria.Words is not null)
            return SearchAsync(criteria, before, count, ct);
        if (criteria.ProductId is { } productId)
            return ListWithProductAsync(productId, criteria, before, count, ct);
        if (criteria.UserId is { } userId && before is null && criteria == new OrderCriteria { UserId = userId })
            return ListNewestOfAsync(userId, count, ct);
        var all = Matching(criteria);
        return db.ListAsync(
            Page(Before(all, before), count), all.OrderByDescending(order => order.Id), before is null, ct);
    }

    /// <summary>
    /// The list that shoppers open. It is read without EF Core's query pipeline, which would cost more than
    /// the database, and in one statement, so that an order which is being placed cannot separate others from
    /// their lines. With the limit, PostgreSQL looks up the lines of each order; without it, it might read
    /// all lines of a small shop.
    /// </summary>
    private async Task<ListResult<Order>> ListNewestOfAsync(long userId, int count, CancellationToken ct)
    {
        var rows = new OrderRows(db);
        await db.ReadAsync($"""
            SELECT {rows.Columns("o", "l", "i")}, (
                SELECT count(*)::int FROM (
                    SELECT FROM orders WHERE user_id = {userId} AND archived_at IS NULL
                        {ListTotals.Limit(ListTotals.ExactUpTo + 1)}
                ) c
            )
            FROM (
                SELECT * FROM orders WHERE user_id = {userId} AND archived_at IS NULL ORDER BY id DESC
                    {ListTotals.Limit(count)}
            ) o
            LEFT JOIN LATERAL (
                SELECT * FROM invoice_register WHERE order_id = o.id ORDER BY is_void, invoice_id DESC LIMIT 1
            ) i ON TRUE
            LEFT JOIN LATERAL (
                SELECT * FROM order_lines WHERE order_id = o.id ORDER BY position {ListTotals.Limit(Order.MaxLines)}
            ) l ON TRUE
            ORDER BY o.id DESC, l.position
            """, rows.Read, ct);
        return new(rows.Orders, await db.TotalAsync(rows.Total, () => Matching(new() { UserId = userId }), ct));
    }

    /// <summary>
    /// The product's lines are sorted by order in their index, so a page takes as many of them as it has orders,
    /// whether the product is in few orders or in most.
    /// </summary>
    private async Task<ListResult<Order>> ListWithProductAsync(
        long productId, OrderCriteria criteria, long? before, int count, CancellationToken ct)
    {
        var all = ProductLines.OrdersWith(
            db, productId, criteria.FromId, criteria.BeforeId, Matching(criteria)).OrderByDescending(order => order);
        var page = before is { } id ? all.Where(order => order < id) : all;
        var ids = await db.ListAsync(page.Limit(count), all, before is null, ct);
        return new(await ReadAsync(ids.Rows, ct), ids.Total);
    }

    /// <summary>
    /// The index for word searches has no order. If few orders match, they are found and then sorted; if many match,
    /// the newest months contain enough of them.
    /// </summary>
    private async Task<ListResult<Order>> SearchAsync(
        OrderCriteria criteria, long? before, int count, CancellationToken ct)
    {
        var unsearched = Matching(criteria with { Words = null });
        var found = await Found(criteria, unsearched, ListTotals.ExactUpTo + 1).ToListAsync(ct);
        var rows = found.Count > ListTotals.ExactUpTo
            ? await NewestAsync(criteria, before, count, ct)
            : await ReadAsync(
                [.. found.Where(id => before is null || id < before).OrderDescending().Take(count)], ct);
        return new(rows, await db.TotalAsync(found.Count, () => Matching(criteria), ct));
    }

    private async Task<List<Order>> NewestAsync(
        OrderCriteria criteria, long? before, int count, CancellationToken ct)
    {
        var rows = new List<Order>();
        var (first, last) = (criteria.FromId, Math.Min(before ?? long.MaxValue, criteria.BeforeId ?? long.MaxValue));
        var (months, areFrequent) = (await db.Database.SqlQueryRaw<Month>(Months).ToListAsync(ct), true);
        foreach (var month in months.Where(month => month.First < last && (first is null || month.Next > first)))
        {
            var left = count - rows.Count;
            var orders = Before(InMonth(Matching(criteria with { Words = null }), month), before);
            var found = areFrequent
                ? await WithWords(
                    orders.OrderByDescending(order => order.Id).Limit(NewestPages * count), criteria.Words!)
                    .Select(order => order.Id).ToListAsync(ct)
                : [];
            if (found.Count < left)
                (found, areFrequent) = (await Found(criteria, orders, FewInMonth + 1).ToListAsync(ct), false);
            var newest = found.OrderDescending().Take(left).ToList();
            var page = found.Count <= FewInMonth
                ? InMonth(db.Set<Order>().AsNoTracking(), month).Where(order => newest.Contains(order.Id))
                : Before(InMonth(Matching(criteria, isWalked: true), month), before);
            if (found.Count > 0)
                rows.AddRange(await Page(page, left).ToListAsync(ct));
            if (rows.Count == count)
                break;
        }
        return rows;
    }

    /// <summary>
    /// The orders with these ids, whatever has changed since they were found: a shorter page would be the last one.
    /// </summary>
    /// <param name="ids">Sorted; their range limits the query to the partitions of its months.</param>
    private async Task<List<Order>> ReadAsync(List<long> ids, CancellationToken ct)
    {
        if (ids is not [var newest, ..])
            return [];
        var oldest = ids[^1];
        return await Page(db.Set<Order>().AsNoTracking()
            .Where(order => ids.Contains(order.Id) && order.Id >= oldest && order.Id <= newest), ids.Count)
            .ToListAsync(ct);
    }

    /// <summary>
    /// The ids of orders that contain the words, at most <paramref name="most"/> and in no particular order. The words
    /// come from another row, so that PostgreSQL does not know how frequent they are and always looks them up.
    /// Otherwise it would test frequent words on one order after another, and would treat any words as frequent in a
    /// range of ids that it does not know.
    /// </summary>
    private IQueryable<long> Found(OrderCriteria criteria, IQueryable<Order> orders, int most) =>
        db.Database.SqlQuery<Query>($"SELECT to_tsquery('simple', {criteria.Words}) AS words LIMIT 1")
            .SelectMany(query => orders
                .Where(order => EF.Functions.ToTsVector(TextLanguage, order.SearchText ?? "").Matches(query.Words))
                .Select(order => order.Id).Take(EF.Constant(most)));

    /// <summary>The month's ids are constants in the statement, so that it is planned for one partition.</summary>
    private static IQueryable<Order> InMonth(IQueryable<Order> orders, Month month) => orders.Where(order =>
        order.Id >= EF.Constant(month.First) && order.Id < EF.Constant(month.Next));

    private static IQueryable<Order> Page(IQueryable<Order> orders, int count) =>
        orders.OrderByDescending(order => order.Id).Limit(count)
            .Include(order => order.Lines).Include(order => order.InvoiceEntries);

    private static IQueryable<Order> Before(IQueryable<Order> orders, long? id) =>
        id is null ? orders : orders.Where(order => order.Id < id);

    /// <param name="isWalked">
    /// Whether words are tested on one order after another. The added condition is never true, because no id is
    /// negative; it prevents PostgreSQL from looking up the words.
    /// </param>
    private IQueryable<Order> Matching(OrderCriteria criteria, bool isWalked = false)
    {
        var orders = db.Set<Order>().AsNoTracking();
        orders = criteria.IsArchived
            ? orders.Where(order => order.ArchivedAt != null)
            : orders.Where(order => order.ArchivedAt == null);
        if (criteria.UserId is { } userId)
            orders = orders.Where(order => order.UserId == userId);
        if (criteria.IsOfGuest is { } isOfGuest)
            orders = isOfGuest
                ? orders.Where(order => order.UserId == null)
                : orders.Where(order => order.UserId != null);
        if (criteria.Status is { } status)
            orders = orders.Where(order => order.Status == status);
        if (criteria.Ids is { } ids)
            orders = orders.Where(order => ids.Contains(order.Id));
        if (criteria.FromId is { } from)
            orders = orders.Where(order => order.Id >= from);
        if (criteria.BeforeId is { } before)
            orders = orders.Where(order => order.Id < before);
        if (criteria.Words is { } words && !isWalked)
            orders = WithWords(orders, words);
        if (criteria.Words is { } tested && isWalked)
            orders = orders.Where(order => order.Id < -order.Id
                || EF.Functions.ToTsVector(TextLanguage, order.SearchText ?? "")
                    .Matches(EF.Functions.ToTsQuery(TextLanguage, tested)));
        return orders;
    }

    /// <summary>The same expression as in the index: an empty text stands for null.</summary>
    private static IQueryable<Order> WithWords(IQueryable<Order> orders, string words) => orders.Where(order =>
        EF.Functions.ToTsVector(TextLanguage, order.SearchText ?? "")
            .Matches(EF.Functions.ToTsQuery(TextLanguage, words)));

    private sealed record Query(NpgsqlTsQuery Words);

    private sealed record Month
    {
        public long First { get; init; }
        public long Next { get; init; }
    }
}
