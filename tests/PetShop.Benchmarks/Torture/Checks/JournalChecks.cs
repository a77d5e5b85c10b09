using PetShop.Benchmarks.Torture.Actors;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What the actors were told against what the shop has kept.</summary>
internal sealed class JournalChecks(TortureShop shop, Journal journal)
{
    public async Task<List<CheckResult>> RunAsync()
    {
        // The total before the first edit is what the customer was told.
        var orders = (await shop.Database.ListAsync("""
            SELECT id, coalesce(user_id, 0), coalesce((SELECT (e.before ->> 'amount')::numeric FROM order_events e
                WHERE e.order_id = o.id AND e.type = 'ItemsChanged' ORDER BY e.number LIMIT 1), total_amount), status,
                coalesce(starts_with(guest_key, 'erased:'), false)
            FROM orders o
            """,
            row => new KeptOrder(
                row.GetInt64(0), row.GetInt64(1), row.GetDecimal(2), row.GetString(3), row.GetBoolean(4))))
            .ToDictionary(order => order.Id);
        return
        [
            CheckResult.Of("each order that was answered with 201 is kept as it was answered, one for each key",
                journal.Orders.ToList(), told => Compare(told.Key, told.Value, orders)),
            CheckTold(orders),
            CheckResult.Of("an order with an expected total costs that total",
                [.. journal.Orders.Values.Where(order => order.Expected is not null)],
                order => order.Expected == order.Total ? null : order.ToString()),
            CheckResult.Of("an order whose cancellation was confirmed is cancelled", journal.Cancelled.Keys.ToList(),
                id => orders.GetValueOrDefault(id)?.Status == "Cancelled" ? null : $"order {id}"),
            await CheckPaidAsync(),
            await CheckShipmentsAsync(),
            .. await CheckMovementsAsync(),
        ];
    }

    private static string? Compare(string key, PlacedOrder told, Dictionary<long, KeptOrder> orders) =>
        orders.GetValueOrDefault(told.Id) is { } kept && kept.UserId == told.UserId && kept.Total == told.Total
            ? null : $"{key}: {told}";

    private CheckResult CheckTold(Dictionary<long, KeptOrder> orders)
    {
        var told = journal.Orders.Values.ToLookup(order => order.Id);
        // An answer that was lost before the guest was erased cannot be repeated.
        return CheckResult.Of("each order that is kept was answered with 201, for one key", orders.Values,
            order => told[order.Id].Count() is var keys && (keys == 1 || (keys == 0 && order.IsErased))
                ? null : $"order {order.Id}: {keys} keys");
    }

    private async Task<CheckResult> CheckPaidAsync()
    {
        var paid = (await shop.Database.ListAsync(
            "SELECT id FROM invoices WHERE status IN ('Paid', 'Refunded')", row => row.GetInt64(0))).ToHashSet();
        return CheckResult.Of("an invoice whose payment was confirmed is paid", journal.Paid.Keys.ToList(),
            id => paid.Contains(id) ? null : $"invoice {id}");
    }

    private async Task<CheckResult> CheckShipmentsAsync()
    {
        var kept = (await shop.Database.ListAsync(
            "SELECT order_id, number FROM shipments", row => (row.GetInt64(0), row.GetInt32(1)))).ToHashSet();
        return CheckResult.Of("each shipment that was answered with 201 is kept, one for each key",
            [.. journal.Shipments.ToLookup(shipment => shipment.Value, shipment => shipment.Key)],
            of => of.Count() == 1 && kept.Contains(of.Single()) ? null : $"{of.Key}: {string.Join(", ", of)}");
    }

    private async Task<List<CheckResult>> CheckMovementsAsync()
    {
        var kept = (await shop.Database.ListAsync("""
            SELECT id, product_id, quantity FROM stock_movements
            WHERE reason IN ('Received', 'Adjusted', 'Damaged') AND actor_id IS NOT NULL
            """, row => new MadeMovement(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)))).ToHashSet();
        var told = journal.Movements.Values.ToHashSet();
        return
        [
            CheckResult.Of("each movement of an admin is kept as it was answered, one for each key",
                journal.Movements.ToList(), made => kept.Contains(made.Value) ? null : $"{made.Key}: {made.Value}"),
            CheckResult.Of("each movement of an admin that is kept was answered", kept,
                movement => told.Contains(movement) ? null : movement.ToString()),
        ];
    }

    private sealed record KeptOrder(long Id, long UserId, decimal Total, string Status, bool IsErased);
}
