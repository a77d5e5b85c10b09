using PetShop.Api.Core.Database;

namespace PetShop.Api.Sales.Repositories.Papers;

/// <summary>Overdue invoices and their reminders.</summary>
internal sealed class ReminderRepository(PetShopDbContext db)
{
    /// <summary>
    /// Invoices on account past their due date that were not found so yet, or not reminded of since a time, by id.
    /// </summary>
    public Task<List<long>> ListDueAsync(
        DateTimeOffset now, DateTimeOffset remindedBefore, long after, int most, CancellationToken ct) => db.ReadAsync(
        $"""
        SELECT invoice.id FROM invoices invoice JOIN invoice_register entry ON entry.invoice_id = invoice.id
            JOIN orders ON orders.id = invoice.order_id AND orders.payment_terms = 'OnAccount'
            LEFT JOIN invoice_reminders reminder ON reminder.invoice_id = invoice.id
        WHERE invoice.status = 'Pending' AND invoice.due_date < {now} AND entry.issued_at IS NOT NULL
            AND (reminder.due_date IS DISTINCT FROM invoice.due_date OR reminder.last_at <= {remindedBefore})
            AND invoice.id > {after}
        ORDER BY invoice.id {ListTotals.Limit(most)}
        """, row => row.GetInt64(0), ct);

    /// <summary>
    /// Counts the reminder, unless another was recorded since that time. With another due date than the last one, it is
    /// found overdue again.
    /// </summary>
    /// <returns>The number of reminders; 0 if it was only found overdue now; null if nothing is due.</returns>
    public async Task<int?> CountAsync(
        long invoiceId, DateTimeOffset dueDate, DateTimeOffset now, DateTimeOffset remindedBefore,
        CancellationToken ct) =>
        await db.ReadAsync($"""
            INSERT INTO invoice_reminders (invoice_id, count, due_date, last_at)
            VALUES ({invoiceId}, 0, {dueDate}, {now})
            ON CONFLICT (invoice_id) DO UPDATE SET
                count = CASE WHEN invoice_reminders.due_date = excluded.due_date
                    THEN invoice_reminders.count + 1 ELSE 0 END,
                due_date = excluded.due_date, last_at = excluded.last_at
                WHERE invoice_reminders.due_date <> excluded.due_date OR invoice_reminders.last_at <= {remindedBefore}
            RETURNING count
            """, row => row.GetInt32(0), ct) is [var count] ? count : null;
}
