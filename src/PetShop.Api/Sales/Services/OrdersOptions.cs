using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services;

/// <summary>Section <c>Orders</c>: payment of orders, and limits on unpaid orders of one account.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    private static readonly TimeSpan LongestTerm = TimeSpan.FromDays(366);

    /// <summary>When orders must be paid, if the account has no payment terms of its own.</summary>
    public PaymentTerms PaymentTerms { get; set; } = PaymentTerms.Prepaid;

    /// <summary>
    /// How long after it is placed a prepaid order may be neither paid nor confirmed by an admin. Then it is cancelled.
    /// </summary>
    public TimeSpan PayWithin { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// The maximum number of an account's orders that are neither paid nor confirmed by an admin. 0 is no limit.
    /// </summary>
    public int MaxUnpaid { get; set; } = 20;

    /// <summary>
    /// The maximum number of units in these orders; 0 is no limit. A cart is limited to the same number, so that a full
    /// cart can be ordered.
    /// </summary>
    public int MaxUnpaidUnits { get; set; } = 1_000;

    /// <summary>
    /// How many such orders a customer may cancel within 24 hours before new ones are refused. 0 is no limit.
    /// </summary>
    public int MaxCancelledPerDay { get; set; } = 40;

    internal bool HasLimits => MaxUnpaid > 0 || MaxUnpaidUnits > 0 || MaxCancelledPerDay > 0;

    internal bool HasValidLimits() => MaxUnpaid >= 0 && MaxUnpaidUnits >= 0 && MaxCancelledPerDay >= 0;

    internal bool HasValidTerms() =>
        Enum.IsDefined(PaymentTerms) && PayWithin > TimeSpan.Zero && PayWithin <= LongestTerm;
}
