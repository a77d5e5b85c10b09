using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>The beginning of a VAT number (BR-CO-09).</summary>
internal static class VatPrefix
{
    /// <summary>Greece and Northern Ireland have prefixes of their own.</summary>
    private static readonly string[] Others = ["EL", "XI"];

    /// <summary>Whether the number begins with the code of a country, and goes on.</summary>
    public static bool IsOn(string number) => number.Length > Places.CodeLength
        && number[..Places.CodeLength] is var prefix && (Others.Contains(prefix) || Places.IsCountry(prefix));
}
