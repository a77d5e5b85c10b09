using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Repositories.Papers;

/// <summary>Documents of invoices, and credit notes. Rows are added, never changed.</summary>
internal sealed class PaperRepository(PetShopDbContext db)
{
    /// <summary>The document of an invoice; null if it is not written yet.</summary>
    public Task<string?> FindInvoiceAsync(long invoiceId, CancellationToken ct) =>
        db.Set<InvoiceCopy>().Where(copy => copy.InvoiceId == invoiceId).Select(copy => (string?)copy.Document)
            .SingleOrDefaultAsync(ct);

    /// <summary>The credit note in this shape; null if it does not exist.</summary>
    public Task<T?> FindNoteAsync<T>(long id, Expression<Func<CreditNote, T>> shape, CancellationToken ct)
        where T : class =>
        db.Set<CreditNote>().AsNoTracking().Where(note => note.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">The id of the previous page's last note; null for the first page.</param>
    public Task<ListResult<T>> ListNotesAsync<T>(
        CreditNoteCriteria criteria, long? before, int count, Expression<Func<CreditNote, T>> shape,
        CancellationToken ct)
    {
        var all = Matching(criteria);
        return db.ListAsync(
            (before is null ? all : all.Where(note => note.Id < before)).OrderByDescending(note => note.Id)
                .Limit(count).Select(shape),
            all.OrderByDescending(note => note.Id), before is null, ct);
    }

    /// <summary>The documents of all credit notes of these invoices, the oldest first.</summary>
    public async Task<ILookup<long, string>> ListNotesOfAsync(long[] invoiceIds, CancellationToken ct) =>
        (await db.Set<CreditNote>().AsNoTracking().Where(note => invoiceIds.Contains(note.InvoiceId))
            .OrderBy(note => note.Year).ThenBy(note => note.Id)
            .Select(note => new { note.InvoiceId, note.Document }).ToListAsync(ct))
            .ToLookup(note => note.InvoiceId, note => note.Document);

    /// <summary>The last number of the series and year; 0 if there is none.</summary>
    public async Task<int> FindLastAsync(string series, int year, CancellationToken ct) =>
        await db.Set<CreditNote>().Where(note => note.Series == series && note.Year == year)
            .MaxAsync(note => (int?)note.Sequence, ct) ?? 0;

    /// <summary>The orders with their lines.</summary>
    public Task<List<Order>> ListOrdersAsync(long[] ids, CancellationToken ct) =>
        db.Set<Order>().AsNoTracking().Include(order => order.Lines).Where(order => ids.Contains(order.Id))
            .ToListAsync(ct);

    /// <summary>The orders' refunds with their lines.</summary>
    public Task<List<Refund>> ListRefundsAsync(long[] orderIds, CancellationToken ct) =>
        db.Set<Refund>().AsNoTracking().Include(refund => refund.Lines)
            .Where(refund => orderIds.Contains(refund.OrderId)).ToListAsync(ct);

    /// <summary>The returns with their lines.</summary>
    public Task<List<Return>> ListReturnsAsync(long[] ids, CancellationToken ct) =>
        db.Set<Return>().AsNoTracking().Include(request => request.Lines).Where(request => ids.Contains(request.Id))
            .ToListAsync(ct);

    public void Add(IEnumerable<InvoiceCopy> copies) => db.AddRange(copies);

    public void Add(IEnumerable<CreditNote> notes) => db.AddRange(notes);

    private IQueryable<CreditNote> Matching(CreditNoteCriteria criteria)
    {
        IQueryable<CreditNote> notes = db.Set<CreditNote>().AsNoTracking();
        if (criteria.UserId is { } userId)
            notes = notes.Where(note => note.UserId == userId);
        if (criteria.OrderId is { } orderId)
            notes = notes.Where(note => note.OrderId == orderId);
        if (criteria.InvoiceId is { } invoiceId)
            notes = notes.Where(note => note.InvoiceId == invoiceId);
        return notes;
    }
}

/// <summary>Filters of credit notes.</summary>
internal sealed record CreditNoteCriteria
{
    public long? UserId { get; init; }
    public long? OrderId { get; init; }
    public long? InvoiceId { get; init; }
}
