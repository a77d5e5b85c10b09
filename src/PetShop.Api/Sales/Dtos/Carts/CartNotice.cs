namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>Something the customer should know before ordering.</summary>
/// <param name="Code">What it is, for a program.</param>
/// <param name="Message">The same, for people.</param>
public sealed record CartNotice(CartNoticeCode Code, string Message);

/// <summary>What a notice is about.</summary>
public enum CartNoticeCode
{
    /// <summary>It costs something else than when it was added.</summary>
    PriceChanged,

    /// <summary>It can be bought again, or there is more of it than when it was added.</summary>
    BackInStock,

    /// <summary>There are fewer left than when it was added.</summary>
    LowStock,

    /// <summary>Fewer are left than the line asks for: an order would be refused.</summary>
    InsufficientStock,

    /// <summary>None is left: an order would be refused.</summary>
    OutOfStock,

    /// <summary>It is no longer on sale: an order would be refused.</summary>
    Unavailable,

    /// <summary>On the cart: some line must change before it can be ordered.</summary>
    CheckoutBlocked,
}
