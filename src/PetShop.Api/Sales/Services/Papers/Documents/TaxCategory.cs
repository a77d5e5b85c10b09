namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>
/// How something is taxed: the codes of UNTDID 5305 that EN 16931 allows, as far as the shop uses them.
/// </summary>
internal enum TaxCategory
{
    /// <summary>Taxed at a rate.</summary>
    S,

    /// <summary>Taxed at a rate of 0 %.</summary>
    Z,

    /// <summary>Exempt.</summary>
    E,

    /// <summary>Reverse charge within one country, and for services in the EU.</summary>
    AE,

    /// <summary>Goods delivered to a business in another member state of the EU.</summary>
    K,

    /// <summary>Export out of the EU.</summary>
    G,

    /// <summary>Outside the scope of VAT.</summary>
    O,
}
