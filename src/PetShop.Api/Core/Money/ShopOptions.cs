namespace PetShop.Api.Core.Money;

/// <summary>Section <c>Shop</c>: the shop's currency and time zone.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>The shop's currency (ISO 4217).</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>The time zone of its days and years: an IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "UTC";
}
