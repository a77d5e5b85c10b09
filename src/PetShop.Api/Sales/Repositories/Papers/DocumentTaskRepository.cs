using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;

namespace PetShop.Api.Sales.Repositories.Papers;

/// <summary>Documents that must be written.</summary>
internal sealed class DocumentTaskRepository(PetShopDbContext db)
{
    /// <summary>Invoices that have a number and no document yet.</summary>
    public Task<List<DueInvoice>> ListInvoicesAsync(DateTimeOffset now, int most, CancellationToken ct) => db.ReadAsync(
        $"""
        SELECT task.invoice_id, task.order_id, entry.series, entry.year, entry.sequence, entry.issued_at,
            invoice.due_date, invoice.total_amount, entry.paid_amount, task.draft,
            coalesce(jsonb_exists(task.draft, 'order'), false), task.attempts
        FROM ({Due(DocumentTaskKind.Invoice, now, most)}) AS task
            JOIN invoice_register entry ON entry.invoice_id = task.invoice_id
            JOIN invoices invoice ON invoice.id = task.invoice_id
        ORDER BY task.due_at, task.invoice_id
        """, row => new DueInvoice(
            new(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6),
                row.GetDecimal(7), row.GetDecimal(8)),
            row.GetInt64(1))
        {
            Number = InvoiceRegisterEntry.NumberOf(row.GetString(2), row.GetInt32(3), row.GetInt32(4))!,
            Draft = row.TextOrNull(9),
            IsUndrafted = row.GetBoolean(10),
            Attempts = row.GetInt32(11),
        }, ct);

    /// <summary>Credit notes, with the documents of their invoices.</summary>
    public Task<List<DueCreditNote>> ListCreditNotesAsync(DateTimeOffset now, int most, CancellationToken ct) =>
        db.ReadAsync($"""
            SELECT task.invoice_id, task.order_id, task.refund_number, invoice.user_id,
                coalesce(refund.amount, invoice.total_amount), invoice.currency, copy.document, task.attempts
            FROM ({Due(DocumentTaskKind.CreditNote, now, most)}) AS task
                JOIN invoices invoice ON invoice.id = task.invoice_id
                LEFT JOIN invoice_documents copy ON copy.invoice_id = task.invoice_id
                LEFT JOIN refunds refund ON refund.order_id = task.order_id AND refund.number = task.refund_number
            ORDER BY task.due_at, task.invoice_id, task.refund_number
            """, row => new DueCreditNote(
                new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.ValueOrNull<long>(3), row.GetDecimal(4),
                    row.GetString(5)),
                row.TextOrNull(6), row.GetInt32(7)), ct);

    /// <summary>Invoices are written, so that their credit notes can be.</summary>
    /// <param name="ids">All of them.</param>
    /// <param name="drafted">Those that were written from a draft.</param>
    /// <returns>Without those of which a draft has been kept meanwhile: they must be written from it.</returns>
    public async Task<HashSet<long>> RemoveInvoicesAsync(long[] ids, long[] drafted, CancellationToken ct) =>
    [
        .. await db.ReadAsync($"""
            WITH written AS (
                DELETE FROM document_tasks WHERE invoice_id = ANY ({ids}) AND kind = 'Invoice'
                    AND (draft IS NULL OR invoice_id = ANY ({drafted})) RETURNING invoice_id),
            released AS (
                UPDATE document_tasks SET due_at = '-infinity' FROM written
                WHERE document_tasks.invoice_id = written.invoice_id AND document_tasks.kind = 'CreditNote')
            SELECT invoice_id FROM written
            """, row => row.GetInt64(0), ct),
    ];

    /// <summary>They are written.</summary>
    public Task RemoveCreditNotesAsync(long[] invoiceIds, int[] refundNumbers, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            DELETE FROM document_tasks USING unnest({invoiceIds}, {refundNumbers}) AS done (invoice_id, refund_number)
            WHERE document_tasks.invoice_id = done.invoice_id AND document_tasks.kind = 'CreditNote'
                AND document_tasks.refund_number = done.refund_number
            """, ct);

    /// <summary>It could not be written, and is tried again.</summary>
    public Task PostponeAsync(
        DocumentTaskKind kind, long invoiceId, int refundNumber, string failure, DateTimeOffset until,
        CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
            UPDATE document_tasks SET attempts = attempts + 1, failure = {failure}, due_at = {until}
            WHERE invoice_id = {invoiceId} AND kind = {kind.ToString()} AND refund_number = {refundNumber}
            """, ct);

    /// <summary>
    /// Locks the order's issued invoices in the register, so that none of them gets its number meanwhile.
    /// </summary>
    /// <returns>Whether there are any.</returns>
    public async Task<bool> LockIssuedAsync(long orderId, CancellationToken ct) => (await db.ReadAsync($"""
        SELECT invoice_id FROM invoice_register WHERE order_id = {orderId} AND issued_at IS NOT NULL
        ORDER BY invoice_id FOR NO KEY UPDATE
        """, row => row.GetInt64(0), ct)).Count > 0;

    /// <summary>
    /// The order's issued invoices, void ones too, that are neither written nor kept. Must follow
    /// <see cref="LockIssuedAsync"/>.
    /// </summary>
    public Task<List<IssuedInvoice>> ListUnwrittenAsync(long orderId, CancellationToken ct) => db.ReadAsync($"""
        SELECT entry.invoice_id, entry.issued_at, invoice.due_date, invoice.total_amount, entry.paid_amount
        FROM invoice_register entry JOIN invoices invoice ON invoice.id = entry.invoice_id
            LEFT JOIN document_tasks task ON task.invoice_id = entry.invoice_id AND task.kind = 'Invoice'
        WHERE entry.order_id = {orderId} AND entry.issued_at IS NOT NULL AND task.draft IS NULL
            AND (entry.sequence IS NULL OR task.invoice_id IS NOT NULL)
        """, row => new IssuedInvoice(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1),
            row.GetFieldValue<DateTimeOffset>(2), row.GetDecimal(3), row.GetDecimal(4)), ct);

    /// <summary>Keeps a document of <see cref="ListUnwrittenAsync"/>, unless it has been written meanwhile.</summary>
    /// <param name="draft">
    /// Null if it cannot be computed: then the order is kept as it is, without what no document prints.
    /// </param>
    public Task KeepAsync(long invoiceId, string? draft, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        WITH kept AS (
            SELECT entry.invoice_id, entry.order_id, entry.sequence IS NOT NULL AS has_task, coalesce(
                CAST({draft} AS jsonb), jsonb_build_object(
                    'order', to_jsonb(o) - 'customer_email' - 'search_text'
                        #- ARRAY['ship_to', 'phone'] #- ARRAY['bill_to', 'phone'],
                    'lines', (SELECT jsonb_agg(to_jsonb(line) ORDER BY line.position)
                        FROM order_lines line WHERE line.order_id = o.id))) AS draft
            FROM invoice_register entry JOIN orders o ON o.id = entry.order_id WHERE entry.invoice_id = {invoiceId}),
        planned AS (
            UPDATE document_tasks task SET draft = kept.draft FROM kept
            WHERE kept.has_task AND task.invoice_id = kept.invoice_id AND task.kind = 'Invoice')
        INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id, due_at, draft)
        SELECT invoice_id, 'Invoice', 0, order_id, 'infinity', draft FROM kept WHERE NOT has_task
        """, ct);

    /// <summary>The first tasks that are due, which the index gives in this order, however many there are.</summary>
    private static FormattableString Due(DocumentTaskKind kind, DateTimeOffset now, int most) => $"""
        SELECT * FROM document_tasks WHERE kind = {kind.ToString()} AND due_at <= {now}
        ORDER BY due_at, invoice_id, refund_number {ListTotals.Limit(most)}
        """;
}

/// <summary>What an invoice says beside what its order does.</summary>
/// <param name="Paid">What was paid of it when it was issued.</param>
internal sealed record IssuedInvoice(
    long Id, DateTimeOffset IssuedAt, DateTimeOffset DueDate, decimal Total, decimal Paid);

/// <summary>An invoice to write.</summary>
internal sealed record DueInvoice(IssuedInvoice Issued, long OrderId)
{
    public long Id => Issued.Id;

    public required string Number { get; init; }

    /// <summary>As it was before its order was changed; null if the order is as it was.</summary>
    public required string? Draft { get; init; }

    /// <summary>Whether the draft is not a document but the order, because no document could be computed.</summary>
    public required bool IsUndrafted { get; init; }
    public required int Attempts { get; init; }
}

/// <summary>A credit note to write.</summary>
/// <param name="Document">Of the invoice; null if it is not written yet.</param>
internal sealed record DueCreditNote(CreditedInvoice Invoice, string? Document, int Attempts);
