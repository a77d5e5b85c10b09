using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.UnitTests.Sales.Papers;

/// <summary>Which category of UNTDID 5305 an order has.</summary>
public sealed class TaxCategoriesTests
{
    [Theory]
    [InlineData("Taxed", 19, "DE", "DE", nameof(TaxCategory.S))]
    [InlineData("Taxed", 0, "DE", "IE", nameof(TaxCategory.Z))]
    [InlineData("ReverseCharge", 0, "DE", "FR", nameof(TaxCategory.K))]
    [InlineData("NotRegistered", 0, "DE", "US", nameof(TaxCategory.G))]
    [InlineData("NotRegistered", 0, "DE", "CH", nameof(TaxCategory.G))]
    [InlineData("NotRegistered", 0, "DE", "DE", nameof(TaxCategory.E))]
    [InlineData("NotRegistered", 0, "US", "DE", nameof(TaxCategory.O))]
    [InlineData(null, 0, "DE", "DE", nameof(TaxCategory.O))]
    public void An_order_has_a_category(string? treatment, int percent, string home, string to, string category) =>
        Assert.Equal(category, TaxCategories.Of(
            treatment is null ? null : Enum.Parse<TaxTreatment>(treatment), percent, SamplePapers.Seller,
            new(home), new(to)).ToString());

    [Fact]
    public void Canary_Islands_are_outside_the_VAT_area() => Assert.Equal(TaxCategory.G, TaxCategories.Of(
        TaxTreatment.NotRegistered, 0, SamplePapers.Seller, new("DE"), new("ES", null, "35001")));

    [Fact]
    public void A_small_enterprise_without_a_VAT_number_exports_as_exempt()
    {
        var small = SamplePapers.Seller with { VatNumber = null };
        Place home = new("DE"), away = new("US");
        Assert.Equal(TaxCategory.E, TaxCategories.Of(TaxTreatment.NotRegistered, 0, small, home, away));
        Assert.Equal(TaxCategory.O, TaxCategories.Of(
            TaxTreatment.NotRegistered, 0, small with { TaxRegistration = null }, home, away));
    }

    [Fact]
    public void Every_category_without_tax_has_its_reason() => Assert.All(Enum.GetValues<TaxCategory>(), category =>
        Assert.Equal(category.NeedsReason(), category.ExemptionReason() is not null));
}
