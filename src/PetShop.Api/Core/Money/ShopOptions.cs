using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Core.Money;

/// <summary>Section <c>Shop</c>: the shop's name, storefront, currency, time zone and country.</summary>
public sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>The name that customers know it by, for mails.</summary>
    public string Name { get; set; } = "PetShop";

    /// <summary>The address of the storefront, where links in mails lead; null if there is none.</summary>
    public Uri? StorefrontUrl { get; set; }

    /// <summary>The shop's currency (ISO 4217).</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>The time zone of its days and years: an IANA name, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// The country that the shop sells from (ISO 3166-1 alpha-2). An order whose address is only a text goes there.
    /// </summary>
    public string Country { get; set; } = "DE";

    /// <summary>
    /// The region of the shop: the part of its ISO 3166-2 code after the country, such as <c>CA</c>. Goods are picked
    /// up there, and an address that is only a text is taken to be there. Required in the US, Canada and Australia.
    /// </summary>
    public string? Region { get; set; }

    internal Place Home => new(Country, string.IsNullOrWhiteSpace(Region) ? null : Region);
}
