namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>Why a promotion code has no effect now.</summary>
public enum CodeRefusal
{
    /// <summary>There is no such code, or it is not offered: nobody learns what has not started yet.</summary>
    Unknown,

    /// <summary>Its promotion has ended.</summary>
    Ended,

    /// <summary>The code or its promotion was used as often as it can be.</summary>
    UsedUp,

    /// <summary>This customer has used its promotion as often as a customer can.</summary>
    UsedUpByCustomer,

    /// <summary>Its promotion is for a customer's first order.</summary>
    FirstOrderOnly,

    /// <summary>Another given code is of the same promotion.</summary>
    SamePromotion,

    /// <summary>The goods do not reach its minimum subtotal. An order is possible.</summary>
    MinimumNotReached,

    /// <summary>Its promotion is for other goods. An order is possible.</summary>
    NoMatchingGoods,

    /// <summary>
    /// It takes nothing off: there are too few units, nothing is charged for shipping, or other promotions take off
    /// more and cannot be combined with it. An order is possible.
    /// </summary>
    NothingOff,
}
