using PetShop.Api.Core.Money;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;
using PetShop.Api.Sales.Dtos.Carts;
using PetShop.Api.Sales.Entities.Carts;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Services.Promotions;

namespace PetShop.Api.Sales.Services.Carts.Display;

/// <summary>Notices for the customer about a line. They contain no stock figure that the public may not see.</summary>
internal sealed class CartNotices(IPublicStock figures, Currency currency)
{
    public List<CartNotice> Of(CartLine line, ProductSnapshot product)
    {
        if (!product.IsActive)
            return [new(CartNoticeCode.Unavailable, "This product is no longer on sale. Remove it to order the rest.")];
        var notices = new List<CartNotice>(2);
        if (product.Price != line.PriceWhenAdded)
            notices.Add(new(CartNoticeCode.PriceChanged, $"The price was {currency.Show(line.PriceWhenAdded)} when you "
                + $"added this product; it is {currency.Show(product.Price)} now."));
        if (OfStock(line, product.Stock) is { } notice)
            notices.Add(notice);
        return notices;
    }

    /// <summary>Whether this line prevents an order.</summary>
    public static bool Blocks(CartNotice notice) =>
        notice.Code is CartNoticeCode.Unavailable or CartNoticeCode.OutOfStock or CartNoticeCode.InsufficientStock;

    public static CartNotice Blocked { get; } =
        new(CartNoticeCode.CheckoutBlocked,
            "Some lines cannot be ordered. Their notices say why: change or remove these lines.");

    public static CartNotice Mixed { get; } =
        new(CartNoticeCode.GiftCardsNotAlone, "Gift cards are ordered by themselves: remove them or everything else.");

    /// <summary>Why a code of the cart has no effect.</summary>
    public static CartNotice Of(RefusedCode code) =>
        new(CartNoticeCode.PromotionCodeRefused, PromotionProblems.Explain(code));

    /// <summary>Why a code that can be used takes nothing off.</summary>
    public static CartNotice OfIdle(RefusedCode code) =>
        new(CartNoticeCode.PromotionCodeIdle, PromotionProblems.Explain(code));

    /// <summary>A promotion that began or was changed.</summary>
    public static CartNotice OfChanged(PromotionOffer promotion) => new(CartNoticeCode.PromotionChanged,
        $"The promotion {promotion.Rule.Name} began or was changed since you last changed the cart. "
        + "Ask for a quote to see what it takes off now.");

    /// <summary>A promotion that ended or was withdrawn.</summary>
    public static CartNotice OfEnded(AutomaticOffer offer) => new(CartNoticeCode.PromotionEnded,
        $"The promotion {offer.Name} has ended since you last changed the cart. "
        + "Ask for a quote to see what the cart costs now.");

    private CartNotice? OfStock(CartLine line, StockFigure stock)
    {
        if (stock.Orderable <= 0)
            return new(CartNoticeCode.OutOfStock, "This product is out of stock.");
        if (stock.Orderable < line.Quantity)
            return new(CartNoticeCode.InsufficientStock, DescribeRemaining(stock.Orderable));
        if (figures.AvailableFrom(stock) is not null)
            return new(CartNoticeCode.Preorder, "This product is on pre-order: it is sent from its date on.");
        if (stock.Quantity < line.Quantity)
            return new(CartNoticeCode.Backorder, stock.Quantity <= 0
                ? "This product is on back-order: it is sent when new stock arrives."
                : "There are fewer units in stock than you want: the rest is sent when new stock arrives.");
        return (Was: line.StockWhenAdded, Is: LevelOf(stock)) switch
        {
            (StockLevel.InStock, StockLevel.LowStock) => new(CartNoticeCode.LowStock, "Only a few are left now."),
            (StockLevel.OutOfStock, _) => new(CartNoticeCode.BackInStock, "This product is in stock again."),
            (StockLevel.LowStock, StockLevel.InStock) =>
                new(CartNoticeCode.BackInStock, "There are more in stock than when you added this product."),
            _ => null,
        };
    }

    private string DescribeRemaining(int stock) => figures.Public(stock) == stock
        ? $"Only {stock} are left: lower the quantity to order it."
        : "There are not enough left: lower the quantity to order it.";

    /// <summary>The public stock level that a cart records: what cannot be sent now is out of stock.</summary>
    public StockLevel LevelOf(StockFigure stock) => figures.AvailabilityOf(stock) switch
    {
        Availability.OutOfStock or Availability.Backorder or Availability.Preorder => StockLevel.OutOfStock,
        Availability.LowStock => StockLevel.LowStock,
        _ => StockLevel.InStock,
    };
}
