using CsCheck;
using PetShop.Api.Sales.Services.Papers.Documents;
using PetShop.Api.Sales.Services.Papers.Issue;
using PetShop.Api.Sales.Services.Papers.Writing;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>Who sells, as the settings say.</summary>
public sealed class SellerOptionsTests
{
    [Theory]
    [InlineData("DE123456789", null, null, false)]
    [InlineData("DE123456789", "27/123/45678", null, true)]
    [InlineData(null, null, "HRB 12345", true)]
    [InlineData(null, " ", "", false)]
    public void A_VAT_number_alone_is_not_enough(string? vat, string? tax, string? register, bool isValid) =>
        Assert.Equal(isValid,
            new SellerOptions { VatNumber = vat, TaxNumber = tax, RegisterEntry = register }.IsValid());

    [Theory]
    [InlineData("123456789", false)]
    [InlineData("DE", false)]
    [InlineData("UK123456789", false)]
    [InlineData(" de 123 456 789 ", true)]
    [InlineData("EL123456789", true)]
    [InlineData("XI123456789", true)]
    [InlineData("CHE-123.456.789 MWST", true)]
    [InlineData("", true)]
    public void A_VAT_number_begins_with_a_country(string number, bool isValid) =>
        Assert.Equal(isValid, new SellerOptions { VatNumber = number }.HasValidVatNumber());

    [Fact]
    public void A_seller_with_a_VAT_number_and_a_tax_number_can_sell_outside_the_scope_of_VAT()
    {
        var order = SamplePapers.Orders.Where(sample => sample.Order.Pricing.TaxLines is
            [{ Treatment: Api.Sales.Entities.Pricing.TaxTreatment.NotRegistered }, ..]).Single().Order;
        var seller = new SellerOptions { VatNumber = "CHE123456789", TaxNumber = "1" }.SellerIn(new("CH"));
        var document = InvoiceBuilder.Of(order, SamplePapers.Facts with { Seller = seller, Home = new("CH") });
        Assert.Equal((TaxCategory.O, null, "1"), (document.Taxes[0].Category, document.Seller.VatNumber,
            document.Seller.TaxRegistration));
    }
}
