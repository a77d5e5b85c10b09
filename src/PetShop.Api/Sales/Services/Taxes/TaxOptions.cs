using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>Section <c>Tax</c>: how the shop charges taxes.</summary>
public sealed class TaxOptions
{
    public const string Section = "Tax";

    /// <summary>The value of <see cref="Registrations"/> for a shop that charges no tax at all.</summary>
    public const string Nowhere = "none";

    /// <summary>Whether the prices of products and shipping contain the tax of the shop's country.</summary>
    public bool PricesIncludeTax { get; set; } = true;

    /// <summary>
    /// Only if prices include tax: whether a customer pays the same price in every country, so that the shop bears the
    /// difference between rates.
    /// </summary>
    public bool KeepGrossPrice { get; set; } = true;

    /// <summary>
    /// The countries (<c>DE</c>) and regions (<c>US-CA</c>) in which the shop is registered for tax, separated by
    /// commas. Empty: only in its own country. <c>none</c>: nowhere.
    /// </summary>
    public string? Registrations { get; set; }

    /// <summary>The class that taxes shipping; empty: like the goods, in proportion to their amounts.</summary>
    public TaxClass? ShippingClass { get; set; }

    internal IReadOnlyList<string> Places =>
        (Registrations ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
