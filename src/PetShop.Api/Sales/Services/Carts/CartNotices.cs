using System.Globalization;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;

namespace PetShop.Api.Sales.Services.Carts;

/// <summary>What a customer should know of a line before ordering it. Of stock it names no figure that the public is not told.</summary>
internal sealed class CartNotices(IStockFigures figures, Currency currency)
{
    public List<CartNotice> Of(CartLine line, ProductSnapshot product)
    {
        if (!product.IsActive)
            return [new(CartNoticeCode.Unavailable, "It is no longer on sale. Take it out to order the rest.")];
        var notices = new List<CartNotice>(2);
        if (product.Price != line.PriceWhenAdded)
            notices.Add(new(CartNoticeCode.PriceChanged, $"The price was {Spell(line.PriceWhenAdded)} when you added it; it is {Spell(product.Price)} now."));
        if (OfStock(line, product.StockQuantity) is { } notice)
            notices.Add(notice);
        return notices;
    }

    /// <summary>Whether an order would be refused for this line.</summary>
    public static bool Blocks(CartNotice notice) =>
        notice.Code is CartNoticeCode.Unavailable or CartNoticeCode.OutOfStock or CartNoticeCode.InsufficientStock;

    public static CartNotice Blocked { get; } =
        new(CartNoticeCode.CheckoutBlocked, "Change or take out the lines that say why; then the cart can be ordered.");

    private CartNotice? OfStock(CartLine line, int stock)
    {
        if (stock <= 0)
            return new(CartNoticeCode.OutOfStock, "It is out of stock.");
        if (stock < line.Quantity)
            return new(CartNoticeCode.InsufficientStock, TellLeft(stock));
        return (Was: line.StockWhenAdded, Is: LevelOf(stock)) switch
        {
            (StockLevel.InStock, StockLevel.LowStock) => new(CartNoticeCode.LowStock, "There are only a few left since you added it."),
            (StockLevel.OutOfStock, _) => new(CartNoticeCode.BackInStock, "It is in stock again."),
            (StockLevel.LowStock, StockLevel.InStock) => new(CartNoticeCode.BackInStock, "There are more of it than when you added it."),
            _ => null,
        };
    }

    private string TellLeft(int stock) => figures.Public(stock) == stock
        ? $"Only {stock} are left: lower the quantity to order it."
        : "There are not as many left: lower the quantity to order it.";

    /// <summary>The public word for a stock figure, as a cart remembers it.</summary>
    public StockLevel LevelOf(int stock) => figures.AvailabilityOf(stock) switch
    {
        Availability.OutOfStock => StockLevel.OutOfStock,
        Availability.LowStock => StockLevel.LowStock,
        _ => StockLevel.InStock,
    };

    private string Spell(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{currency.Round(amount)} {currency.Code}");
}
