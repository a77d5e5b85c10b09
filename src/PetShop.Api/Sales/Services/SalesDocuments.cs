using PetShop.Api.Core.Database;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services;

/// <summary>Makes orders and invoices: their ids, their currency, and the year an invoice is numbered in.</summary>
internal sealed class SalesDocuments(TimeOrderedIds ids, Currency currency, ShopCalendar calendar)
{
    /// <summary>The next id. Take it before a transaction: a block of them comes on a connection of its own.</summary>
    public ValueTask<long> NextIdAsync(CancellationToken ct) => ids.NextAsync(ct);

    /// <summary>An order as of its id's time.</summary>
    public Order Place(long id, Customer customer, string shippingAddress, List<OrderLine> lines) =>
        Order.Place(new(id, TimeOrderedIds.TimeOf(id)), customer, currency.Code, shippingAddress, lines);

    /// <summary>An invoice over the order's amount, as of its id's time.</summary>
    public Invoice Invoice(long id, Order order)
    {
        var issuedAt = TimeOrderedIds.TimeOf(id);
        var invoiced = new InvoicedOrder(order.Id, order.UserId, order.TotalAmount, order.Currency);
        var invoice = Entities.Invoices.Invoice.Issue(id, issuedAt, calendar.YearOf(issuedAt), invoiced);
        order.Add(invoice.Entry);
        return invoice;
    }
}
