using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>Writes invoices with what is known of the shop now. What it wrote never changes with it.</summary>
internal sealed class InvoiceWriter(
    IOptions<SellerOptions> seller, IOptions<ShopOptions> shop, ShopCalendar calendar)
{
    private const string Terms = "Payable without deduction by the due date.";
    private const string Supply = "Date of supply: the day on which the goods are shipped or handed over.";

    /// <exception cref="InvalidOperationException">
    /// The order is not what was invoiced, or the document would break a rule.
    /// </exception>
    public InvoiceDocument Write(DueInvoice invoice, Order? order)
    {
        if (invoice.IsUndrafted)
            throw new InvalidOperationException("The order was changed before its document could be computed. "
                + "The draft is the order as it was.");
        var document = invoice.Draft is { } draft
            ? InvoiceBuilder.SoldBy(DocumentsJson.Read(draft), seller.Value.SellerIn(shop.Value.Home))
            : Draft(invoice.Issued, order
                ?? throw new InvalidOperationException($"There is no order {invoice.OrderId}."));
        return DocumentRules.Require(document with { Number = invoice.Number });
    }

    /// <summary>
    /// The document of the order as it is now, which gets its number later. It may still break a rule that a setting
    /// can mend.
    /// </summary>
    /// <exception cref="InvalidOperationException">The order is not what was invoiced.</exception>
    public InvoiceDocument Draft(IssuedInvoice invoice, Order order)
    {
        var (issued, home) = (calendar.DayOf(invoice.IssuedAt), shop.Value.Home);
        var isDue = invoice.Paid < invoice.Total;
        var document = InvoiceBuilder.Draft(order, new()
        {
            Number = null,
            IssueDate = issued,
            DueDate = isDue ? calendar.DayOf(invoice.DueDate) : null,
            Supply = new(issued, order.EstimatedDelivery is { } time && calendar.DayOf(time) is var day && day >= issued
                ? day : null),
            Seller = seller.Value.SellerIn(home),
            Home = home,
            HandedOver = order.Pricing.Shipping is { IsPickUp: true } ? home : null,
            Paid = invoice.Paid,
            PaymentTerms = isDue ? Terms : null,
            Notes = order.HoldsGiftCards ? [] : [Supply],
        });
        return document.Totals.Gross == invoice.Total ? document
            : throw new InvalidOperationException(
                $"Invoice {invoice.Id} is for {invoice.Total}, but its order costs {document.Totals.Gross}.");
    }
}
