using System.Globalization;
using PetShop.Api.Core.Mail.Content;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.Mails;

/// <summary>The goods of an order and its total, as a mail lists them.</summary>
internal sealed class OrderMailTable(MailFormats formats)
{
    public MailTable Of(Order order)
    {
        var words = formats.Words("order-labels");
        var sums = new List<MailSum> { new(words["Subtotal"], Money(order.Subtotal)) };
        if (order.DiscountTotal > 0)
            sums.Add(new(words["Discount"], Money(-order.DiscountTotal)));
        sums.Add(new(words["Shipping"], Money(order.ShippingTotal)));
        if (!order.PricesIncludeTax)
            sums.Add(new(words["Tax"], Money(order.TaxTotal)));
        sums.Add(new(words["Total"], Money(order.TotalAmount), IsTotal: true));
        if (order.PricesIncludeTax && order.TaxTotal > 0)
            sums.Add(new(words["IncludedTax"], Money(order.TaxTotal)));
        return new([.. order.Lines.OrderBy(line => line.Position).Select(Row)], sums);

        MailRow Row(OrderLine line) => new(line.ProductName,
            string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {Money(line.Price)}"), Money(line.Amount));

        string Money(decimal amount) => formats.Money(amount, order.Currency);
    }
}
