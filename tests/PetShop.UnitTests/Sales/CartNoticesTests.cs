using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Services;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Services.Carts.Display;
using static PetShop.Api.Sales.Dtos.Carts.CartNoticeCode;

namespace PetShop.UnitTests.Sales;

public sealed class CartNoticesTests
{
    private readonly CartNotices _notices = new(
        new PublicStock(Options.Create(new ProductsOptions { PublicStockCap = 20, LowStock = 5 }), TimeProvider.System),
        Currency.Of("EUR"));

    [Fact]
    public void Unchanged_lines_have_no_notices() => Assert.Empty(Of(Line(StockLevel.InStock), Product(stock: 10)));

    [Theory]
    [InlineData(StockLevel.InStock, 5, LowStock)]
    [InlineData(StockLevel.InStock, 1, InsufficientStock)]
    [InlineData(StockLevel.LowStock, 0, OutOfStock)]
    [InlineData(StockLevel.OutOfStock, 3, BackInStock)]
    [InlineData(StockLevel.LowStock, 10, BackInStock)]
    public void A_change_of_stock_is_told(StockLevel was, int stock, CartNoticeCode code) =>
        Assert.Equal(code, Assert.Single(Of(Line(was), Product(stock))).Code);

    [Theory]
    [InlineData(0, 5, 2, Backorder)]
    [InlineData(1, 5, 2, Backorder)]
    [InlineData(-4, 5, 2, InsufficientStock)]
    [InlineData(-5, 5, 2, OutOfStock)]
    public void Units_on_back_order_are_told(int stock, int limit, int quantity, CartNoticeCode code) =>
        Assert.Equal(code, Assert.Single(Of(Line(StockLevel.OutOfStock, quantity), Product(new(stock, limit)))).Code);

    [Fact]
    public void A_pre_order_is_told_until_its_time()
    {
        var now = TimeProvider.System.GetUtcNow();
        var ahead = Product(new(10, 0, now.AddHours(1)));
        Assert.Equal(Preorder, Assert.Single(Of(Line(StockLevel.OutOfStock), ahead)).Code);
        var passed = Product(new(10, 0, now.AddHours(-1)));
        Assert.Equal(BackInStock, Assert.Single(Of(Line(StockLevel.OutOfStock), passed)).Code);
    }

    [Fact]
    public void A_change_of_price_is_told_with_both_prices()
    {
        var notice = Assert.Single(Of(Line(StockLevel.InStock), Product(stock: 10, price: 12.5m)));
        Assert.Equal(PriceChanged, notice.Code);
        Assert.Contains("10.00 EUR", notice.Message, StringComparison.Ordinal);
        Assert.Contains("12.50 EUR", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_off_sale_needs_no_other_notice() =>
        Assert.Equal(Unavailable,
            Assert.Single(Of(Line(StockLevel.InStock), Product(stock: 0, price: 12.5m, isActive: false))).Code);

    [Fact]
    public void Stock_above_the_public_cap_is_not_told()
    {
        var notice = Assert.Single(Of(Line(StockLevel.InStock, quantity: 40), Product(stock: 33)));
        Assert.Equal(InsufficientStock, notice.Code);
        Assert.DoesNotContain("33", notice.Message, StringComparison.Ordinal);
    }

    private List<CartNotice> Of(CartLine line, ProductSnapshot product) => _notices.Of(line, product);

    private static CartLine Line(StockLevel was, int quantity = 2) => CartLine.Of(1, new(1, 10m, was), quantity);

    private static ProductSnapshot Product(StockFigure stock) => new(1, "A", "Ball", 10m, stock, true);

    private static ProductSnapshot Product(int stock, decimal price = 10m, bool isActive = true) =>
        new(1, "A", "Ball", price, new(stock), isActive);
}
