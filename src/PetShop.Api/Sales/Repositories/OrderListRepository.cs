using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories;

/// <summary>
/// Lists of orders, the newest first. An id, or a range of ids, limits the query to the partitions of its months.
/// </summary>
internal sealed class OrderListRepository(PetShopDbContext db)
{
    private const string TextLanguage = "simple";

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

    /// <param name="before">The id of the previous page's last order; null for the first page.</param>
    public Task<Listed<T>> ListAsync<T>(
        OrderCriteria criteria, long? before, int count, Expression<Func<Order, T>> shape, CancellationToken ct)
    {
        var all = Matching(criteria);
        if (criteria.Words is not null)
            return SearchAsync(all, before, count, shape, ct);
        var page = Before(all, before).OrderByDescending(order => order.Id).Limit(count).Select(shape);
        return db.ListAsync(page, all.OrderByDescending(order => order.Id), before is null, ct);
    }

    /// <summary>
    /// The index for word searches has no order. If few orders match, they are found and then sorted; if many match,
    /// the newest months contain enough of them.
    /// </summary>
    private async Task<Listed<T>> SearchAsync<T>(
        IQueryable<Order> all, long? before, int count, Expression<Func<Order, T>> shape, CancellationToken ct)
    {
        const int counted = Totals.ExactUpTo + 1;
        var months = db.Database.SqlQueryRaw<Month>(Months);
        var total = await months.SelectMany(month =>
            all.Where(order => order.Id >= month.First && order.Id < month.Next).Select(order => order.Id).Take(counted))
            .Take(counted).CountAsync(ct);
        var rows = total < counted
            ? await PageAsync(Before(all.Take(int.MaxValue), before), count, shape, ct)       // no real limit, but forces the search before the sort
            : await NewestAsync(all, await months.ToListAsync(ct), before, count, shape, ct);
        return new(rows, await db.TotalAsync(total, all, ct));
    }

    private static async Task<List<T>> NewestAsync<T>(
        IQueryable<Order> all, List<Month> months, long? before, int count, Expression<Func<Order, T>> shape,
        CancellationToken ct)
    {
        var rows = new List<T>();
        foreach (var month in months.Where(month => before is null || month.First < before))
        {
            var inMonth = all.Where(order => order.Id >= month.First && order.Id < month.Next);
            rows.AddRange(await PageAsync(Before(inMonth, before), count - rows.Count, shape, ct));
            if (rows.Count == count)
                break;
        }
        return rows;
    }

    private static Task<List<T>> PageAsync<T>(
        IQueryable<Order> orders, int count, Expression<Func<Order, T>> shape, CancellationToken ct) =>
        orders.OrderByDescending(order => order.Id).Limit(count).Select(shape).ToListAsync(ct);

    private static IQueryable<Order> Before(IQueryable<Order> orders, long? id) =>
        id is null ? orders : orders.Where(order => order.Id < id);

    private IQueryable<Order> Matching(OrderCriteria criteria)
    {
        var orders = db.Set<Order>().AsNoTracking();
        orders = criteria.IsArchived
            ? orders.Where(order => order.ArchivedAt != null)
            : orders.Where(order => order.ArchivedAt == null);
        if (criteria.UserId is { } userId)
            orders = orders.Where(order => order.UserId == userId);
        if (criteria.Status is { } status)
            orders = orders.Where(order => order.Status == status);
        if (criteria.FromId is { } from)
            orders = orders.Where(order => order.Id >= from);
        if (criteria.BeforeId is { } before)
            orders = orders.Where(order => order.Id < before);
        // As in the index, with an empty text for none.
        if (criteria.Words is { } words)
            orders = orders.Where(order => EF.Functions.ToTsVector(TextLanguage, order.SearchText ?? "")
                .Matches(EF.Functions.ToTsQuery(TextLanguage, words)));
        return orders;
    }

    private sealed record Month
    {
        public long First { get; init; }
        public long Next { get; init; }
    }
}

/// <summary>Filters of orders.</summary>
internal sealed record OrderCriteria
{
    public bool IsArchived { get; init; }
    public long? UserId { get; init; }
    public OrderStatus? Status { get; init; }

    /// <summary>The smallest id.</summary>
    public long? FromId { get; init; }

    /// <summary>The first id after the range.</summary>
    public long? BeforeId { get; init; }

    /// <summary>A full-text query on the search text.</summary>
    public string? Words { get; init; }

    /// <summary>The same filters, limited to these ids.</summary>
    public OrderCriteria Within(long from, long before) =>
        this with { FromId = Math.Max(from, FromId ?? from), BeforeId = Math.Min(before, BeforeId ?? before) };
}
