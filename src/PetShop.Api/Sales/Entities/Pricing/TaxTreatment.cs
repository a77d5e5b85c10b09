
namespace PetShop.Api.Sales.Entities.Pricing;

/// <summary>How an order is taxed. EN 16931 names each treatment by a code of UNTDID 5305.</summary>
public enum TaxTreatment
{
    /// <summary>The shop charges tax at the destination: code S, or Z for a rate of 0 %.</summary>
    Taxed,

    /// <summary>
    /// The buyer owes the tax: a business in another EU country whose VAT number is verified (Directive 2006/112/EC,
    /// articles 138 and 196): code K for goods.
    /// </summary>
    ReverseCharge,

    /// <summary>
    /// The shop is not registered for tax at the destination and charges none: code G, E or O.
    /// </summary>
    NotRegistered,

    /// <summary>
    /// A gift card is a multi-purpose voucher: its sale is not subject to tax, only what it pays for is (Directive
    /// 2006/112/EC, article 30b): code O.
    /// </summary>
    Voucher,
}
