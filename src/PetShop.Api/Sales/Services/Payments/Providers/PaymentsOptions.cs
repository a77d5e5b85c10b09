namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>Settings of payments, section <c>Payments</c>.</summary>
internal sealed class PaymentsOptions
{
    public const string Section = "Payments";

    /// <summary>When cards are charged.</summary>
    public CaptureTime Capture { get; set; } = CaptureTime.AtOnce;

    /// <summary>How often an order can be tried to be paid; beyond that, an admin has to record the payment.</summary>
    public int MaxTries { get; set; } = 20;

    /// <summary>How long messages of providers are kept.</summary>
    public TimeSpan KeepNotificationsFor { get; set; } = TimeSpan.FromDays(30);

    public bool IsValid() => Enum.IsDefined(Capture) && MaxTries is >= 1 and <= 1_000
        && KeepNotificationsFor >= TimeSpan.FromDays(1);
}

/// <summary>When cards are charged.</summary>
internal enum CaptureTime
{
    /// <summary>When the customer pays.</summary>
    AtOnce,

    /// <summary>When an admin captures the payment, within the days for which the provider reserves the amount.
    /// </summary>
    Later,
}
