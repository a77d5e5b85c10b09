namespace PetShop.Api.Sales.Services;

/// <summary>Section <c>Orders</c>: what one account may hold of the stock without paying. 0 is no limit.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>Open orders of an account that are neither paid nor confirmed by an admin.</summary>
    public int MaxUnpaid { get; set; } = 20;

    /// <summary>Units on these orders together. A cart takes no more in all, so that a full one can be ordered.</summary>
    public int MaxUnpaidUnits { get; set; } = 1_000;

    /// <summary>Such orders that their customer may cancel within 24 hours before no more can be placed.</summary>
    public int MaxCancelledPerDay { get; set; } = 40;

    internal bool HasLimits => MaxUnpaid > 0 || MaxUnpaidUnits > 0 || MaxCancelledPerDay > 0;

    internal bool IsSane() => MaxUnpaid >= 0 && MaxUnpaidUnits >= 0 && MaxCancelledPerDay >= 0;
}
