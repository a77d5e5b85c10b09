using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services;

/// <summary>Section <c>Orders</c>: payment of orders, limits on unpaid ones, and links for guests.</summary>
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

    /// <summary>How long after it is placed a guest's order may be neither paid nor confirmed.</summary>
    public TimeSpan GuestPayWithin { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// The maximum number of such orders of guests with one e-mail address. 0 is no limit.
    /// </summary>
    public int MaxUnpaidGuest { get; set; } = 5;

    /// <summary>
    /// The maximum number of units in these orders; 0 is no limit. A guest's cart is limited to the same number.
    /// </summary>
    public int MaxUnpaidGuestUnits { get; set; } = 100;

    /// <summary>
    /// The maximum number of such orders of guests from one address, which may be that of a whole office. An IPv6
    /// network of 64 bits counts as one address. 0 is no limit.
    /// </summary>
    public int MaxUnpaidAddress { get; set; } = 50;

    /// <summary>The maximum number of units in these orders; 0 is no limit.</summary>
    public int MaxUnpaidAddressUnits { get; set; } = 500;

    /// <summary>How long the links to a guest's order are valid.</summary>
    public TimeSpan GuestLinkValidFor { get; set; } = TimeSpan.FromDays(60);

    /// <summary>
    /// How many such orders a customer may cancel within 24 hours before new ones are refused. 0 is no limit.
    /// </summary>
    public int MaxCancelledPerDay { get; set; } = 40;

    /// <summary>
    /// How many such orders of guests from one address may be cancelled within 24 hours before new ones from there are
    /// refused. 0 is no limit.
    /// </summary>
    public int MaxCancelledPerDayAddress { get; set; } = 200;

    internal bool HasLimits => MaxUnpaid > 0 || MaxUnpaidUnits > 0 || MaxCancelledPerDay > 0;

    internal bool HasGuestLimits => MaxUnpaidGuest > 0 || MaxUnpaidGuestUnits > 0 || MaxUnpaidAddress > 0
        || MaxUnpaidAddressUnits > 0 || MaxCancelledPerDay > 0 || MaxCancelledPerDayAddress > 0;

    internal bool HasValidLimits() => MaxUnpaid >= 0 && MaxUnpaidUnits >= 0 && MaxCancelledPerDay >= 0
        && MaxCancelledPerDayAddress >= 0
        && MaxUnpaidGuest >= 0 && MaxUnpaidGuestUnits >= 0 && MaxUnpaidAddress >= 0 && MaxUnpaidAddressUnits >= 0;

    internal bool HasValidTerms() => Enum.IsDefined(PaymentTerms) && IsTerm(PayWithin) && IsTerm(GuestPayWithin);

    internal bool HasValidLinks() => IsTerm(GuestLinkValidFor);

    private static bool IsTerm(TimeSpan term) => term > TimeSpan.Zero && term <= LongestTerm;
}
