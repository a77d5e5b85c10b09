using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>Which category applies to an order, and why no tax is charged.</summary>
/// <remarks>
/// <para>Reverse charge. The shop sells goods, and its rule (<c>TaxPolicy</c>) requires that they go to another member
/// state and that the buyer has a VAT number of one. That is an intra-community supply: K, exempt under Directive
/// 2006/112/EC, article 138. Shipping is ancillary to the goods and shares their category. AE is for services (article
/// 196) and for the reverse charge within one country; the shop has neither.</para>
/// <para>Not registered. A seller in the EU that has a VAT number exports what leaves the EU's VAT area: G, article
/// 146. Without a VAT number, or for what stays inside, it charges no tax because it is exempt as a small enterprise:
/// E, articles 284 to 292, which needs its tax registration. All else is outside the scope of VAT: O. Such a document
/// must not name a VAT number (BR-O-02), and nothing else is on it (BR-O-11), so gift cards, which are multi-purpose
/// vouchers (article 30b), are ordered apart from goods.</para>
/// </remarks>
internal static class TaxCategories
{
    /// <param name="treatment">Null for orders from before taxes were computed.</param>
    /// <param name="percent">The rate.</param>
    /// <param name="home">The shop's own country and region.</param>
    /// <param name="to">Where the goods are handed over.</param>
    public static TaxCategory Of(
        TaxTreatment? treatment, decimal percent, DocumentSeller seller, Place home, Place to) => treatment switch
        {
            TaxTreatment.Taxed => percent == 0 ? TaxCategory.Z : TaxCategory.S,
            TaxTreatment.ReverseCharge => TaxCategory.K,
            TaxTreatment.NotRegistered when Places.VatCountryOf(home) is not null => OfSellerInEu(seller, to),
            _ => TaxCategory.O,
        };

    /// <summary>Whether a document must say why no tax is charged.</summary>
    public static bool NeedsReason(this TaxCategory category) => category is not (TaxCategory.S or TaxCategory.Z);

    /// <summary>The code of the list VATEX; null if there is none.</summary>
    public static string? ExemptionCode(this TaxCategory category) => category switch
    {
        TaxCategory.AE => "VATEX-EU-AE",
        TaxCategory.K => "VATEX-EU-IC",
        TaxCategory.G => "VATEX-EU-G",
        TaxCategory.O => "VATEX-EU-O",
        _ => null,
    };

    public static string? ExemptionReason(this TaxCategory category) => category switch
    {
        TaxCategory.E => "Exempt from VAT: small enterprise (Directive 2006/112/EC, articles 284 to 292)",
        TaxCategory.AE => "Reverse charge: the buyer owes the VAT (Directive 2006/112/EC, article 196)",
        TaxCategory.K => "Intra-community supply, exempt from VAT (Directive 2006/112/EC, article 138)",
        TaxCategory.G => "Export outside the EU, exempt from VAT (Directive 2006/112/EC, article 146)",
        TaxCategory.O => "Not subject to VAT",
        _ => null,
    };

    private static TaxCategory OfSellerInEu(DocumentSeller seller, Place to) =>
        Places.VatCountryOf(to) is null && seller.VatNumber is not null ? TaxCategory.G
            : (seller.TaxRegistration ?? seller.VatNumber) is not null ? TaxCategory.E
            : TaxCategory.O;
}
