using CsCheck;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.UnitTests.Sales.Pricing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>What is true of the invoice of every order: prices with and without tax, of 0, 2 and 3 decimals.</summary>
public sealed class InvoicePropertyTests
{
    [Fact]
    public void An_invoice_sums_to_what_was_charged_and_breaks_no_rule() => Check((order, _, invoice) =>
        invoice.Totals.Gross == order.TotalAmount
        && invoice.Totals.Tax == order.TaxTotal
        && DocumentRules.Broken(InvoiceBuilder.Draft(order, SamplePapers.FactsFor(order))).Count == 0);

    /// <summary>The published rule, without the shop's own checker.</summary>
    [Fact]
    public void The_tax_of_each_rate_is_what_a_validator_expects() => Check((order, isEdited, invoice) =>
        (isEdited && Currency.Of(order.Currency).Decimals == 0) || invoice.Taxes.All(tax =>
            Math.Abs(tax.Tax - decimal.Round(tax.Taxable * tax.Percent / 100, 2)) < 1));

    [Fact]
    public void Each_line_shows_what_was_charged_for_it() => Check((order, _, invoice) =>
        order.Lines.OrderBy(line => line.Position).Zip(invoice.Lines).All(pair =>
            order.ChargedFor(pair.First) == pair.Second.NetAmount + pair.Second.Tax
            && pair.First.Quantity == pair.Second.Quantity));

    [Fact]
    public void Shipping_shows_what_was_charged_for_it() => Check((order, _, invoice) =>
        order.ChargedForShipping == invoice.Totals.Gross
            - invoice.Lines.Sum(line => line.NetAmount + line.Tax)
        && invoice.Totals.Charges - invoice.Totals.Allowances
            == order.ChargedForShipping - (order.Pricing.Shipping?.Tax ?? 0));

    [Fact]
    public void The_tax_of_an_order_that_was_not_edited_is_rate_times_amount_but_for_its_rounding() =>
        Check((order, isEdited, invoice) => isEdited || invoice.Taxes.All(tax =>
            Math.Abs(tax.Tax - tax.Taxable * tax.Percent / 100)
                <= Currency.Of(order.Currency).MinorUnit / 2 * (order.PricesIncludeTax ? 1 + tax.Percent / 100 : 1)));

    [Fact]
    public void Discounts_and_net_prices_differ_from_what_the_shop_shows_only_by_tax_and_rounding() =>
        Check((order, _, invoice) => order.Lines.OrderBy(line => line.Position).Zip(invoice.Lines).All(pair =>
        {
            var (sold, line) = pair;
            var rate = order.PricesIncludeTax ? 1 + line.Percent / 100 : 1;
            var unit = Currency.Of(order.Currency).MinorUnit;
            return Math.Abs(line.Discount * rate - sold.Discount) <= unit * rate
                && line.Discount >= 0 && line.UnitPrice >= 0 && line.NetAmount >= 0;
        }));

    [Fact]
    public void A_stored_invoice_is_read_as_it_was_written() => Check((_, _, invoice) =>
        DocumentsJson.Write(invoice) is var json && DocumentsJson.Write(DocumentsJson.Read(json)) == json);

    private static void Check(Func<Order, bool, InvoiceDocument, bool> isTrue) =>
        SamplePapers.Orders.Sample(sample => isTrue(
            sample.Order, sample.IsEdited, InvoiceBuilder.Of(sample.Order, SamplePapers.FactsFor(sample.Order))),
            iter: Baskets.Cases);
}
