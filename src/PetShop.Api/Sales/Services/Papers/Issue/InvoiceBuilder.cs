using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Issue;

/// <summary>Writes the invoice of an order.</summary>
internal static class InvoiceBuilder
{
    /// <summary>For a buyer whose name is not known: a document must have one (BR-07).</summary>
    private const string Unnamed = "Customer";

    private const string VoucherReason =
        "Not subject to VAT: multi-purpose voucher (Directive 2006/112/EC, article 30b)";

    /// <param name="order">With its lines.</param>
    /// <exception cref="InvalidOperationException">
    /// The invoice would break a rule of EN 16931, or not sum to what was charged.
    /// </exception>
    public static InvoiceDocument Of(Order order, IssueFacts facts) => DocumentRules.Require(Draft(order, facts));

    /// <summary>The same, if its rules are checked later.</summary>
    /// <exception cref="InvalidOperationException">It does not sum to what was charged.</exception>
    public static InvoiceDocument Draft(Order order, IssueFacts facts)
    {
        var to = facts.HandedOver ?? order.PlaceOfDelivery(facts.Home);
        var groups = TaxedGoods.Of(order).ConvertAll(goods => (Goods: goods,
            Category: TaxCategories.Of(TaxedGoods.TreatmentOf(order), goods.Percent, facts.Seller, facts.Home, to)));
        var lines = groups.SelectMany(group => group.Goods.Lines.Select(line => (group.Category, line)))
            .OrderBy(each => each.line.Position)
            .Select((each, i) => LineOf(order, each.line, i + 1, each.Category)).ToList();
        var (charges, allowances) = ShippingLines.Of(order, groups);
        var taxes = groups.ConvertAll(group => new DocumentTax(
            group.Category, group.Goods.Percent.WithoutTrailingZeros(),
            group.Goods.Lines.Sum(line => TaxedGoods.NetOf(order, line)) + group.Goods.Shipping, group.Goods.Tax,
            group.Category.ExemptionCode(), order.HoldsGiftCards ? VoucherReason : group.Category.ExemptionReason()));
        var isSupply = groups.Exists(group => group.Category == TaxCategory.K);
        var buyer = BuyerOf(order, facts.Home);
        var document = new InvoiceDocument
        {
            Kind = DocumentKind.Invoice,
            Number = facts.Number,
            IssueDate = facts.IssueDate,
            DueDate = facts.DueDate,
            TaxPoint = facts.TaxPoint == facts.IssueDate ? null : facts.TaxPoint,
            Currency = order.Currency,
            OrderNumber = OrderNumber.Of(order.Id),
            CreditedInvoice = null,
            Seller = facts.Seller,
            Buyer = NamesNoVat(taxes) ? buyer with { VatNumber = null } : buyer,
            Delivery = DeliveryOf(order, isSupply),
            Supply = isSupply ? facts.Supply : null,
            Lines = lines,
            Allowances = allowances,
            Charges = charges,
            Taxes = taxes,
            Totals = DocumentTotals.Of(lines, allowances, charges, taxes, facts.Paid),
            PaymentTerms = facts.PaymentTerms,
            Notes = facts.Notes,
        };
        return document.Totals.Gross == order.TotalAmount
            ? SoldBy(document, facts.Seller)
            : throw new InvalidOperationException(
                $"Order {order.Id} costs {order.TotalAmount}, but its invoice sums to {document.Totals.Gross}.");
    }

    /// <summary>With this seller, who is named without a VAT number where the document must not have one.</summary>
    public static InvoiceDocument SoldBy(InvoiceDocument document, DocumentSeller seller) => document with
    {
        Seller = NamesNoVat(document.Taxes) ? seller with { VatNumber = null } : seller,
    };

    private static bool NamesNoVat(IEnumerable<DocumentTax> taxes) =>
        taxes.Any(tax => tax.Category == TaxCategory.O);

    private static DocumentLine LineOf(Order order, OrderLine line, int position, TaxCategory category)
    {
        var currency = Currency.Of(order.Currency);
        var net = TaxedGoods.NetOf(order, line);
        // Only what was charged decides the net amount. The discount is told beside it.
        var discount = TaxedGoods.WithoutTax(order, line.Discount, line.TaxPercent);
        return new()
        {
            Position = position,
            Sku = line.Sku,
            Name = string.IsNullOrWhiteSpace(line.ProductName) ? line.Sku : line.ProductName,
            Quantity = line.Quantity,
            UnitPrice = UnitPrices.Of(net + discount, line.Quantity, currency),
            Discount = currency.Round(discount),
            NetAmount = currency.Round(net),
            Tax = currency.Round(line.Tax),
            Category = category,
            Percent = line.TaxPercent.WithoutTrailingZeros(),
        };
    }

    private static DocumentBuyer BuyerOf(Order order, Place home)
    {
        var billed = order.BillTo ?? order.ShipTo;
        var text = order.AddressText.Split('\n');
        return new()
        {
            Name = new[] { billed?.Name, order.CustomerName, text[0] }
                .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? Unnamed,
            Company = billed?.Company,
            Address = billed is not null ? DocumentAddress.Of(billed)
                : DocumentAddress.Of(text.SkipWhile(line => line == order.CustomerName), home.Country),
            VatNumber = order.Pricing.VatNumber,
        };
    }

    /// <summary>The recipient is named only if it is not the buyer.</summary>
    private static DocumentDelivery? DeliveryOf(Order order, bool isRequired) =>
        order.HoldsGiftCards ? null : order.ShipTo is { } to && (order.BillTo is not null && order.BillTo != to)
            ? new(to.Name, to.Company, DocumentAddress.Of(to))
            : isRequired ? new(null, null, null) : null;
}
