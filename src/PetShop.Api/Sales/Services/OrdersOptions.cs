namespace PetShop.Api.Sales.Services;

/// <summary>Section <c>Orders</c>: limits on unpaid orders of one account. 0 is no limit.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>The maximum number of an account's orders that are neither paid nor confirmed by an admin.</summary>
    public int MaxUnpaid { get; set; } = 20;

    /// <summary>
    /// The maximum number of units in these orders. A cart is limited to the same number, so that a full cart can be
    /// ordered.
    /// </summary>
    public int MaxUnpaidUnits { get; set; } = 1_000;

    /// <summary>How many such orders a customer may cancel within 24 hours before new ones are refused.</summary>
    public int MaxCancelledPerDay { get; set; } = 40;

    internal bool HasLimits => MaxUnpaid > 0 || MaxUnpaidUnits > 0 || MaxCancelledPerDay > 0;

    internal bool IsValid() => MaxUnpaid >= 0 && MaxUnpaidUnits >= 0 && MaxCancelledPerDay >= 0;
}
