using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories;

/// <summary>Invoices and their register.</summary>
internal sealed class InvoiceRepository(PetShopDbContext db)
{
    /// <summary>The invoice in this shape; null if it does not exist.</summary>
    public Task<T?> FindAsync<T>(long id, Expression<Func<Invoice, T>> shape, CancellationToken ct) where T : class =>
        db.Set<Invoice>().AsNoTracking().Where(invoice => invoice.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>
    /// The invoice for a change, locked until the transaction ends; null if it does not exist. Lock its order first.
    /// </summary>
    public Task<Invoice?> LockAsync(long id, CancellationToken ct) =>
        db.Set<Invoice>().FromSql($"SELECT * FROM invoices WHERE id = {id} FOR NO KEY UPDATE")
            .Include(invoice => invoice.Entry).SingleOrDefaultAsync(ct);

    /// <summary>
    /// The invoices with these ids for a change, locked until the transaction ends. Lock their orders first.
    /// </summary>
    public Task<List<Invoice>> LockAsync(long[] ids, CancellationToken ct) => db.Set<Invoice>()
        .FromSql($"SELECT * FROM invoices WHERE id = ANY({ids}) ORDER BY id FOR NO KEY UPDATE")
        .Include(invoice => invoice.Entry).ToListAsync(ct);

    /// <summary>The status of the invoice; null if it does not exist.</summary>
    public Task<InvoiceStatus?> FindStatusAsync(long id, CancellationToken ct) =>
        db.Set<Invoice>().Where(invoice => invoice.Id == id).Select(invoice => (InvoiceStatus?)invoice.Status)
            .SingleOrDefaultAsync(ct);

    /// <summary>The order of the invoice; null if the invoice does not exist.</summary>
    public Task<long?> FindOrderAsync(long id, CancellationToken ct) =>
        db.Set<InvoiceRegisterEntry>().Where(entry => entry.InvoiceId == id).Select(entry => (long?)entry.OrderId)
            .SingleOrDefaultAsync(ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">The id of the previous page's last invoice; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        InvoiceCriteria criteria, long? before, int count, Expression<Func<Invoice, T>> shape, CancellationToken ct) =>
        db.ListAsync(
            Before(Matching(criteria), before).OrderByDescending(invoice => invoice.Id).Limit(count).Select(shape),
            Matching(criteria).OrderByDescending(invoice => invoice.Id), before is null, ct);

    public void Add(Invoice invoice) => db.Add(invoice);

    /// <summary>
    /// Assigns numbers to issued invoices that have none, without gaps, in the order of issue. Only one caller at a
    /// time: two concurrent ones would assign the same numbers.
    /// </summary>
    /// <returns>The invoices that were numbered.</returns>
    /// <remarks>It also plans their documents.</remarks>
    public Task<List<NumberedInvoice>> NumberAsync(string series, int most, CancellationToken ct) => db.ReadAsync($"""
        WITH waiting AS (
            SELECT invoice_id, issued_at, year FROM invoice_register
                WHERE sequence IS NULL AND issued_at IS NOT NULL
                ORDER BY issued_at, invoice_id {ListTotals.Limit(most)} FOR NO KEY UPDATE),
        placed AS (
            SELECT invoice_id, year, row_number() OVER (PARTITION BY year ORDER BY issued_at, invoice_id) AS place
            FROM waiting),
        numbered AS (
            UPDATE invoice_register entry
            SET series = {series}, sequence = placed.place + coalesce((
                SELECT max(sequence) FROM invoice_register WHERE series = {series} AND year = placed.year), 0)
            FROM placed WHERE entry.invoice_id = placed.invoice_id
            RETURNING entry.invoice_id, entry.order_id, entry.series, entry.year, entry.sequence),
        planned AS (
            INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id)
            SELECT invoice_id, 'Invoice', 0, order_id FROM numbered
            ON CONFLICT (invoice_id, kind, refund_number) DO UPDATE SET due_at = '-infinity')
        SELECT invoice_id, order_id, series, year, sequence FROM numbered ORDER BY year, sequence
        """, row => new NumberedInvoice(row.GetInt64(0), row.GetInt64(1),
            InvoiceRegisterEntry.NumberOf(row.GetString(2), row.GetInt32(3), row.GetInt32(4))!), ct);

    /// <summary>
    /// Whether a series that invoices shall get has numbers of credit notes, or the other way round: a number must not
    /// exist twice.
    /// </summary>
    public async Task<bool> HaveMixedAsync(string series, string creditNoteSeries, CancellationToken ct) =>
        (await db.ReadAsync($"""
            SELECT EXISTS (SELECT FROM credit_notes WHERE series = {series})
                OR EXISTS (SELECT FROM invoice_register
                    WHERE series = {creditNoteSeries} AND year IS NOT NULL AND sequence IS NOT NULL)
            """, row => row.GetBoolean(0), ct)).Single();

    private static IQueryable<Invoice> Before(IQueryable<Invoice> invoices, long? id) =>
        id is null ? invoices : invoices.Where(invoice => invoice.Id < id);

    private IQueryable<Invoice> Matching(InvoiceCriteria criteria)
    {
        IQueryable<Invoice> invoices = db.Set<Invoice>().AsNoTracking();
        if (criteria.UserId is { } userId)
            invoices = invoices.Where(invoice => invoice.UserId == userId);
        if (criteria.OrderId is { } orderId)
            invoices = invoices.Where(invoice => invoice.OrderId == orderId);
        if (criteria.Status is { } status)
            invoices = invoices.Where(invoice => invoice.Status == status);
        if (criteria.DueBefore is { } time)
            invoices = invoices.Where(invoice => invoice.DueDate < time);
        return invoices;
    }
}

/// <summary>An invoice that has its number now.</summary>
internal sealed record NumberedInvoice(long Id, long OrderId, string Number);

/// <summary>Filters of invoices.</summary>
internal sealed record InvoiceCriteria
{
    public long? UserId { get; init; }
    public long? OrderId { get; init; }
    public InvoiceStatus? Status { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
}
