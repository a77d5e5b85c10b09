namespace PetShop.Api.Core.Money;

/// <summary>When a customer pays for an order.</summary>
public enum PaymentTerms
{
    /// <summary>
    /// Before the shop sends anything: an order that is neither paid nor confirmed at its deadline is cancelled.
    /// </summary>
    Prepaid,

    /// <summary>After delivery, by invoice: the order has no deadline.</summary>
    OnAccount,
}
