using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Papers;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Entities.Returns;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>Reads what credit notes are about, for many at once, and stores them.</summary>
internal sealed class CreditNoteSources(PaperRepository papers)
{
    public async Task<CreditNoteSource> ReadAsync(List<DueCreditNote> due, CancellationToken ct)
    {
        long[] orderIds = [.. due.Select(credit => credit.Invoice.OrderId).Distinct()];
        var refunds = await papers.ListRefundsAsync(orderIds, ct);
        var returns = await papers.ListReturnsAsync([.. refunds.Select(refund => refund.ReturnId).OfType<long>()], ct);
        return new(await papers.ListOrdersAsync(orderIds, ct), refunds, returns,
            await papers.ListNotesOfAsync([.. due.Select(credit => credit.Invoice.Id).Distinct()], ct));
    }

    /// <inheritdoc cref="PaperRepository.FindLastAsync"/>
    public Task<int> FindLastAsync(string series, int year, CancellationToken ct) =>
        papers.FindLastAsync(series, year, ct);

    public void Add(IEnumerable<CreditNote> issued) => papers.Add(issued);
}

/// <summary>What credit notes are about.</summary>
/// <param name="notes">The documents of earlier notes, by invoice.</param>
internal sealed class CreditNoteSource(
    List<Order> orders, List<Refund> refunds, List<Return> returns, ILookup<long, string> notes)
{
    private readonly Dictionary<long, Order> _orders = orders.ToDictionary(order => order.Id);
    private readonly Dictionary<(long, int), Refund> _refunds =
        refunds.ToDictionary(refund => (refund.OrderId, refund.Number));
    private readonly Dictionary<long, Return> _returns = returns.ToDictionary(request => request.Id);

    public List<InvoiceDocument> EarlierOf(long invoiceId) => [.. notes[invoiceId].Select(DocumentsJson.Read)];

    /// <exception cref="InvalidOperationException">
    /// The invoice is not written yet, or another amount than the refund would be credited.
    /// </exception>
    public InvoiceDocument Write(
        DueCreditNote due, List<InvoiceDocument> earlier, string number, DateOnly day, ShopCalendar calendar)
    {
        var invoice = DocumentsJson.Read(due.Document
            ?? throw new InvalidOperationException("The invoice has no document yet."));
        var refund = due.Invoice.RefundNumber == CreditNote.Cancellation ? null
            : _refunds[(due.Invoice.OrderId, due.Invoice.RefundNumber)];
        var left = invoice.Totals.Gross - earlier.Sum(note => note.Totals.Gross);
        var given = GivenBack.Of(refund, refund?.ReturnId is { } id ? _returns[id] : null);
        var goods = IsOfGoods(refund) && due.Invoice.Amount == left
            ? CreditNoteBuilder.Everything(invoice, earlier)
            : given.On(invoice, earlier, _orders[due.Invoice.OrderId], due.Invoice.Amount);
        var note = CreditNoteBuilder.Of(invoice, earlier, goods, new()
        {
            Number = number,
            IssueDate = day,
            TaxPoint = refund is null ? null : calendar.DayOf(refund.RefundedAt),
            // Whether the money has arrived is not known when the note is written, and may change.
            PaymentTerms = due.Invoice.Amount == 0 ? null
                : refund is not null ? "The amount goes back the way it was paid, or as agreed."
                : $"Invoice {invoice.Number} is cancelled and set off against this credit note.",
            Reduction = ReductionBy(refund?.Reason),
            Notes = refund?.Note is { } text ? [text] : [],
        });
        return note.Totals.Gross == due.Invoice.Amount ? note
            : throw new InvalidOperationException(
                $"{due.Invoice.Amount} was given back, but the credit note sums to {note.Totals.Gross}.");
    }

    /// <summary>
    /// Whether the invoice is taken back with its goods, and not only its amount: a customer who gets all the money as
    /// a favour keeps the goods.
    /// </summary>
    private static bool IsOfGoods(Refund? refund) =>
        refund is null or { Reason: RefundReason.OrderCancelled or RefundReason.InvoiceRefunded };

    private static string ReductionBy(RefundReason? reason) => reason switch
    {
        RefundReason.DisputeLost => "Payment charged back",
        RefundReason.MadeAtProvider => "Payment refunded",
        _ => CreditFacts.PriceReduction,
    };
}
