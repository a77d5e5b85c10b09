using Microsoft.Extensions.Options;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.UnitTests.Products;

public sealed class PublicStockTests
{
    private readonly PublicStock _figures = new(Options.Create(new ProductsOptions()), TimeProvider.System);

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(0, 0)]
    [InlineData(19, 19)]
    [InlineData(20, 20)]
    [InlineData(21, 20)]
    [InlineData(1_000_000, 20)]
    public void The_public_is_told_stock_up_to_the_cap(int stock, int told) =>
        Assert.Equal(told, _figures.Public(stock));

    [Theory]
    [InlineData(0, Availability.OutOfStock)]
    [InlineData(1, Availability.LowStock)]
    [InlineData(5, Availability.LowStock)]
    [InlineData(6, Availability.InStock)]
    public void Availability_has_its_limits(int stock, Availability availability) =>
        Assert.Equal(availability, _figures.AvailabilityOf(new(stock)));

    [Theory]
    [InlineData(84, 20, true)]
    [InlineData(84, 19, false)]
    [InlineData(20, 21, true)]
    [InlineData(6, 5, false)]
    [InlineData(1, 0, false)]
    public void Figures_above_the_cap_look_alike(int before, int after, bool alike) =>
        Assert.Equal(alike, _figures.SamePublicView(new(before), new(after)));

    [Fact]
    public void A_limit_above_the_cap_still_shows()
    {
        var figures = new PublicStock(
            Options.Create(new ProductsOptions { PublicStockCap = 3, LowStock = 10 }), TimeProvider.System);
        Assert.False(figures.SamePublicView(new(11), new(10)));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void It_is_time_to_order_more_at_ten(int stock, bool isTime) =>
        Assert.Equal(isTime, _figures.NeedsReorder(new(stock)));
}
