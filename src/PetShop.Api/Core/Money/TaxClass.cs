namespace PetShop.Api.Core.Money;

/// <summary>
/// The tax class of goods. Which rate a class has depends on the country and the day; most countries tax pet food at
/// the standard rate.
/// </summary>
public enum TaxClass
{
    /// <summary>The standard rate.</summary>
    Standard,

    /// <summary>The reduced rate; the standard rate where a place has none.</summary>
    Reduced,

    /// <summary>Taxed at 0 %.</summary>
    Zero,
}
