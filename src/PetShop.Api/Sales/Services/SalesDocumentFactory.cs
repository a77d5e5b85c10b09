using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Addresses;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services;

/// <summary>
/// Creates orders and invoices: their ids, and the year in which an invoice is numbered.
/// </summary>
internal sealed class SalesDocumentFactory(TimeOrderedIds ids, ShopCalendar calendar, IOptions<OrdersOptions> options)
{
    /// <summary>
    /// The next id. Call it before a transaction: a new block of ids is fetched on its own connection.
    /// </summary>
    public ValueTask<long> NextIdAsync(CancellationToken ct) => ids.NextAsync(ct);

    /// <summary>Creates an order with the time of its id.</summary>
    /// <param name="lines">With their computed amounts.</param>
    /// <param name="estimatedDelivery">Null if it is not known.</param>
    public Order Place(
        long id, NewOrder order, OrderAmounts amounts, List<OrderLine> lines, DateTimeOffset? estimatedDelivery)
    {
        var placedAt = TimeOrderedIds.TimeOf(id);
        var placed = Order.Place(
            new(id, placedAt), order.Customer, order.Destination, amounts, lines, estimatedDelivery);
        placed.AgreeOn(order.Terms ?? options.Value.PaymentTerms, DeadlineOf(placed, placedAt));
        return placed;
    }

    /// <summary>When the order must be paid if it is prepaid and was placed or changed at this time.</summary>
    public DateTimeOffset DeadlineOf(Order order, DateTimeOffset time) =>
        (time + (order.UserId is null ? options.Value.GuestPayWithin : options.Value.PayWithin)).AsStored();

    /// <summary>Creates an invoice for the order's amount, with the time of its id.</summary>
    /// <param name="replaced">The void invoice that it replaces, if it replaces one.</param>
    /// <param name="kept">What was paid of the order before, minus the refunds.</param>
    public Invoice Invoice(long id, Order order, Invoice? replaced = null, decimal kept = 0)
    {
        var issuedAt = TimeOrderedIds.TimeOf(id);
        var invoiced = new InvoicedOrder(
            order.Id, order.UserId, order.TotalAmount, order.Currency, order.PaymentTerms, kept);
        var invoice = Entities.Invoices.Invoice.Issue(id, issuedAt, calendar.YearOf(issuedAt), invoiced, replaced);
        order.Add(invoice.Entry);
        return invoice;
    }
}

/// <summary>Who orders, where the order goes, and when it must be paid.</summary>
/// <param name="Terms">The account's payment terms; null for the shop's.</param>
internal sealed record NewOrder(Customer Customer, Destination Destination, PaymentTerms? Terms);
