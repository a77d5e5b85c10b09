using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Seeding;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.UnitTests.Products;

public sealed class SeedFilesTests
{
    private static readonly IReadOnlyList<SeedProduct> Products = SeedFiles.Products();

    [Fact]
    public void The_seed_catalogue_is_a_whole_shop()
    {
        Assert.True(Products.Count >= 400, $"only {Products.Count} products");
        var petTypes = SeedFiles.PetTypes().Select(t => t.Slug).ToHashSet();
        Assert.Equal(petTypes.Order(), Products.Select(p => p.PetType).Distinct().Order());
    }

    [Fact]
    public void Every_product_stands_in_a_category_of_the_seed()
    {
        var slugs = SeedFiles.Categories().SelectMany(Slugs).ToHashSet();
        Assert.All(Products, p => Assert.Contains(p.Category, slugs));

        static IEnumerable<string> Slugs(SeedCategory category) =>
            (category.Children ?? []).SelectMany(Slugs).Prepend(category.Slug);
    }

    [Fact]
    public void Names_SKUs_barcodes_and_slugs_are_unique()
    {
        AssertUnique(Products.Select(p => p.Name));
        AssertUnique(Products.Select(p => p.Sku.ToUpperInvariant()));
        AssertUnique(Products.Select(p => p.Barcode));
        AssertUnique(Products.Select(p => Slugs.From(p.Name, Product.NameLength, "product")));
    }

    [Fact]
    public void Every_product_keeps_the_shops_own_rules() => Assert.All(Products, p =>
    {
        Assert.InRange(p.Name.Length, 1, Product.NameLength);
        Assert.InRange(p.Description.Length, 20, Product.DescriptionLength);
        Assert.True(Gtin.IsValid(p.Barcode), p.Barcode);
        Assert.StartsWith("2", p.Barcode, StringComparison.Ordinal);     // the restricted range: no real article has it
        Assert.InRange(p.Price, 0.5m, 5_000m);
        Assert.InRange(p.Cost, 0.1m, p.Price);
        Assert.Equal(decimal.Round(p.Price, 2), p.Price);
        Assert.InRange(p.Weight, 0, Product.MaxWeight);
        Assert.InRange(p.Stock, 0, 1_000);
    });

    private static void AssertUnique(IEnumerable<string> values) =>
        Assert.Empty(values.GroupBy(value => value).Where(group => group.Count() > 1).Select(group => group.Key));
}
