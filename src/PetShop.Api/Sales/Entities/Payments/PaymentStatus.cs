using static PetShop.Api.Sales.Entities.Payments.PaymentStatus;

namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>The status of a payment.</summary>
public enum PaymentStatus
{
    /// <summary>The customer has not given a card yet, or the card was declined and another one can be tried.</summary>
    RequiresPayment,

    /// <summary>The customer has to do something at the bank, such as 3-D Secure.</summary>
    RequiresAction,

    /// <summary>The provider has not decided, or its answer is not known yet.</summary>
    Processing,

    /// <summary>The amount is reserved and can be captured.</summary>
    Authorised,

    /// <summary>The money is the shop's.</summary>
    Captured,
    PartiallyRefunded,

    /// <summary>Everything that was captured has gone back.</summary>
    Refunded,

    /// <summary>It was declined. It can no longer be paid; another payment can be started.</summary>
    Failed,

    /// <summary>It was given up before anything was captured.</summary>
    Cancelled,

    /// <summary>The cardholder disputes it, and the bank has taken the money back until it decides.</summary>
    Disputed,
}

/// <summary>
/// The allowed transitions. The provider is the authority on money: what it has captured is recorded even if the shop
/// had given the payment up, and is then refunded.
/// </summary>
public static class PaymentTransitions
{
    public static readonly Transitions<PaymentStatus> Table = new()
    {
        { RequiresPayment, RequiresAction, Processing, Authorised, Captured, Failed, Cancelled, Disputed },
        { RequiresAction, RequiresPayment, Processing, Authorised, Captured, Failed, Cancelled, Disputed },
        { Processing, RequiresPayment, RequiresAction, Authorised, Captured, Failed, Cancelled, Disputed },
        { Authorised, Captured, Failed, Cancelled, Disputed },
        { Captured, PartiallyRefunded, Refunded, Disputed },
        { PartiallyRefunded, Refunded, Disputed, Captured },
        { Refunded, PartiallyRefunded, Captured, Disputed },
        { Failed, Authorised, Captured, Disputed },
        { Cancelled, Authorised, Captured, Disputed },
        { Disputed, Captured, PartiallyRefunded, Refunded },
    };

    /// <summary>Whether the customer has started it and nothing is decided: another try can take its place.</summary>
    public static bool IsOpen(PaymentStatus status) => status is RequiresPayment or RequiresAction;

    /// <summary>Whether it may still become money of the shop without anybody doing anything about it.</summary>
    public static bool IsUnderWay(PaymentStatus status) => status is Processing or Authorised;

    /// <summary>Whether money was captured.</summary>
    public static bool IsCaptured(PaymentStatus status) =>
        status is Captured or PartiallyRefunded or Refunded or Disputed;
}

/// <summary>How a customer pays.</summary>
public enum PaymentMethod
{
    /// <summary>A card, through the payment provider.</summary>
    Card,

    /// <summary>A transfer to the shop's bank account, which an admin records.</summary>
    BankTransfer,

    /// <summary>Cash or card when the goods are picked up, which an admin records.</summary>
    PickUp,

    /// <summary>A gift card, or the credit of the customer's account.</summary>
    StoreCredit,

    /// <summary>
    /// Any other way: an admin set the invoice to paid. Payments from before they were recorded have this too.
    /// </summary>
    Other,
}
