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
    [InlineData(0, 1, Availability.Backorder)]
    [InlineData(-1, 1, Availability.OutOfStock)]
    [InlineData(-1, 2, Availability.Backorder)]
    [InlineData(6, 2, Availability.InStock)]
    public void Units_on_back_order_are_available(int stock, int limit, Availability availability) =>
        Assert.Equal(availability, _figures.AvailabilityOf(new(stock, limit)));

    [Theory]
    [InlineData(5, 0, 1, Availability.Preorder)]
    [InlineData(0, 5, 1, Availability.Preorder)]
    [InlineData(0, 0, 1, Availability.OutOfStock)]
    [InlineData(6, 0, -1, Availability.InStock)]
    public void A_pre_order_ends_at_its_time(int stock, int limit, int hours, Availability availability)
    {
        var figure = new StockFigure(stock, limit, TimeProvider.System.GetUtcNow().AddHours(hours));
        Assert.Equal(availability, _figures.AvailabilityOf(figure));
        Assert.Equal(hours > 0, _figures.AvailableFrom(figure) is not null);
    }

    [Fact]
    public void A_threshold_of_a_product_replaces_the_shops_limits()
    {
        Assert.Equal(Availability.LowStock, _figures.AvailabilityOf(new(30, LowStockThreshold: 30)));
        Assert.Equal(Availability.InStock, _figures.AvailabilityOf(new(3, LowStockThreshold: 2)));
        Assert.False(_figures.NeedsReorder(new(3, LowStockThreshold: 2)));
    }

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
