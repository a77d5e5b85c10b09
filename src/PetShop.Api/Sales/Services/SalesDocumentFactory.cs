using PetShop.Api.Core.Database;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Creates orders and invoices: their ids, and the year in which an invoice is numbered.
/// </summary>
internal sealed class SalesDocumentFactory(TimeOrderedIds ids, ShopCalendar calendar)
{
    /// <summary>
    /// The next id. Call it before a transaction: a new block of ids is fetched on its own connection.
    /// </summary>
    public ValueTask<long> NextIdAsync(CancellationToken ct) => ids.NextAsync(ct);

    /// <summary>Creates an order with the time of its id.</summary>
    public static Order Place(
        long id, Customer customer, Destination destination, OrderAmounts amounts, List<OrderLine> lines) =>
        Order.Place(new(id, TimeOrderedIds.TimeOf(id)), customer, destination, amounts, lines);

    /// <summary>Creates an invoice for the order's amount, with the time of its id.</summary>
    public Invoice Invoice(long id, Order order)
    {
        var issuedAt = TimeOrderedIds.TimeOf(id);
        var invoiced = new InvoicedOrder(order.Id, order.UserId, order.TotalAmount, order.Currency);
        var invoice = Entities.Invoices.Invoice.Issue(id, issuedAt, calendar.YearOf(issuedAt), invoiced);
        order.Add(invoice.Entry);
        return invoice;
    }
}
