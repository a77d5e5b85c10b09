using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Repositories.Erasure;

/// <summary>Erases personal data on orders.</summary>
internal sealed class ErasureRepository(PetShopDbContext db)
{
    /// <summary>Locks all orders of an account against changes of them, their invoices, returns and refunds.</summary>
    /// <returns>Their ids, sorted.</returns>
    public Task<long[]> LockAllAsync(long userId, CancellationToken ct) => LockAsync($"user_id = {userId}", ct);

    /// <summary>Like <see cref="LockAllAsync(long, CancellationToken)"/>, for a guest.</summary>
    public Task<long[]> LockAllAsync(string guestKey, CancellationToken ct) => LockAsync($"guest_key = {guestKey}", ct);

    /// <summary>
    /// Erases e-mail and telephone number on all of the customer's orders and, on cancelled ones without a valid
    /// invoice, name, addresses and VAT number, because the accounting records do not need them: what was issued has
    /// its own copy. The search text is filled in again. In the timelines of all orders, it erases earlier addresses
    /// and the texts of notes.
    /// </summary>
    /// <param name="unwritten">What <see cref="FindUnwrittenAsync"/> has found: these keep name and addresses.</param>
    /// <returns>The number of orders whose name and addresses were erased.</returns>
    public async Task<int> EraseAsync(ErasedCustomer customer, HashSet<long> unwritten, CancellationToken ct)
    {
        var (ids, text, name, key) =
            (customer.OrderIds, customer.Text, customer.Name, customer.Guest?.Replacement);
        await db.Database.ExecuteSqlAsync($"""
            UPDATE orders SET customer_name = coalesce(customer_name, {name}), customer_email = NULL,
                guest_key = {key},
                ship_to = jsonb_set(ship_to, ARRAY['phone'], 'null'),
                bill_to = jsonb_set(bill_to, ARRAY['phone'], 'null'),
                search_text = NULL, version = version + 1
            WHERE id = ANY ({ids})
            """, ct);
        var withoutAddress = await db.Database.ExecuteSqlAsync($"""
            UPDATE orders SET customer_name = NULL, shipping_address = {text}, ship_to = NULL, bill_to = NULL,
                pricing = pricing - 'vat_number', version = version + 1
            WHERE id = ANY ({ids}) AND status = 'Cancelled'
                AND NOT EXISTS (SELECT FROM invoice_register WHERE order_id = orders.id AND NOT is_void)
                AND id <> ALL ({unwritten.ToArray()})
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            UPDATE order_events
            SET text = CASE WHEN text IS NOT NULL THEN {text} END,
                before = before - 'shipping_address', after = after - 'shipping_address'
            WHERE order_id = ANY ({ids}) AND type IN ('Note', 'AddressChanged')
            """, ct);
        return withoutAddress;
    }

    /// <summary>
    /// Those of the orders with an invoice that was issued and is not written yet, which needs their names.
    /// </summary>
    public async Task<HashSet<long>> FindUnwrittenAsync(long[] orderIds, CancellationToken ct) =>
    [
        .. await db.ReadAsync($"""
            SELECT entry.order_id FROM invoice_register entry
            WHERE entry.order_id = ANY ({orderIds}) AND entry.issued_at IS NOT NULL AND (
                entry.sequence IS NULL OR EXISTS (SELECT FROM document_tasks task
                    WHERE task.invoice_id = entry.invoice_id AND task.kind = 'Invoice'))
            """, row => row.GetInt64(0), ct),
    ];

    private async Task<long[]> LockAsync(FormattableString whose, CancellationToken ct) => [.. await db.ReadAsync(
        $"SELECT id FROM orders WHERE {whose} ORDER BY id FOR NO KEY UPDATE", row => row.GetInt64(0), ct)];
}

/// <summary>A customer whose data are erased.</summary>
/// <param name="OrderIds">All of the customer's orders, sorted; they must be locked.</param>
/// <param name="Text">Replaces erased texts.</param>
internal sealed record ErasedCustomer(long[] OrderIds, string Text)
{
    /// <summary>
    /// The name for orders that the accounting records need and that have no name yet; null if it is not known.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The guest; null for an account.</summary>
    public ErasedGuest? Guest { get; init; }
}

/// <summary>A guest whose data are erased.</summary>
/// <param name="Key">The guest's key, which is a hash of the e-mail address.</param>
/// <param name="Replacement">What replaces it.</param>
internal sealed record ErasedGuest(string Key, string Replacement);
