namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>Information for the customer before ordering.</summary>
/// <param name="Code">The kind of notice.</param>
/// <param name="Message">A message to display.</param>
public sealed record CartNotice(CartNoticeCode Code, string Message);

/// <summary>The kind of a notice.</summary>
public enum CartNoticeCode
{
    /// <summary>The price has changed since the line was added.</summary>
    PriceChanged,

    /// <summary>The product is available again, or there are more units than when the line was added.</summary>
    BackInStock,

    /// <summary>There are fewer units than when the line was added.</summary>
    LowStock,

    /// <summary>Fewer units can be ordered than the line's quantity: an order would be refused.</summary>
    InsufficientStock,

    /// <summary>The product is out of stock: an order would be refused.</summary>
    OutOfStock,

    /// <summary>The product is no longer on sale: an order would be refused.</summary>
    Unavailable,

    /// <summary>
    /// There are fewer units on hand than the line's quantity: the rest is sent when new stock arrives.
    /// </summary>
    Backorder,

    /// <summary>The product is on pre-order: it is sent from <c>available_from</c> on.</summary>
    Preorder,

    /// <summary>For the cart: gift cards are ordered apart from goods; an order of both would be refused.</summary>
    GiftCardsNotAlone,

    /// <summary>For the cart: one of its promotion codes has no effect; an order would be refused.</summary>
    PromotionCodeRefused,

    /// <summary>For the cart: one of its promotion codes takes nothing off these goods. An order is possible.</summary>
    PromotionCodeIdle,

    /// <summary>
    /// For the cart: a promotion for these goods began or was changed since the customer last changed the cart.
    /// </summary>
    PromotionChanged,

    /// <summary>
    /// For the cart: a promotion for these goods that needs no code ended or was withdrawn since the customer last
    /// changed the cart.
    /// </summary>
    PromotionEnded,

    /// <summary>For the cart, after a merge: something of the guest's cart did not fit and was left out.</summary>
    NotMerged,

    /// <summary>For the cart: at least one line must be changed before the cart can be ordered.</summary>
    CheckoutBlocked,
}
