using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Services.Papers.Documents;

namespace PetShop.Api.Sales.Services.Papers.Writing;

/// <summary>
/// Section <c>Shop:Legal</c>: who sells, as invoices print it. The country is the shop's. The defaults are for trying
/// the shop out.
/// </summary>
public sealed class SellerOptions
{
    public const string Section = "Shop:Legal";

    /// <summary>The name in the register of companies, or the owner's.</summary>
    public string Name { get; set; } = "PetShop";

    /// <summary>Street and number.</summary>
    public string Line1 { get; set; } = "1 Kennel Lane";

    public string? Line2 { get; set; }

    public string? PostalCode { get; set; } = "20457";

    public string City { get; set; } = "Hamburg";

    /// <summary>With the country's prefix, such as <c>DE123456789</c>.</summary>
    public string? VatNumber { get; set; }

    /// <summary>The number that the local tax office uses.</summary>
    public string? TaxNumber { get; set; } = "not set";

    /// <summary>The number in the register of companies, with the register.</summary>
    public string? RegisterEntry { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Where customers on account pay; empty if nobody pays by bank transfer.</summary>
    public string? Iban { get; set; }

    public string? Bic { get; set; }

    /// <summary>The bank's name.</summary>
    public string? Bank { get; set; }

    /// <summary>
    /// An invoice without these is not one. A VAT number alone identifies nobody where the invoice must not name it,
    /// because the sale is outside the scope of VAT.
    /// </summary>
    internal bool IsValid() => Text(Name) is not null && Text(Line1) is not null && Text(City) is not null
        && (Text(TaxNumber) ?? Text(RegisterEntry)) is not null;

    internal bool HasValidVatNumber() => Number(VatNumber) is not { } number || VatPrefix.IsOn(number);

    internal DocumentSeller SellerIn(Place home) => new()
    {
        Name = Text(Name)!,
        Address = DocumentAddress.Of(new PostalAddress
        {
            Name = Text(Name)!,
            Company = null,
            Line1 = Text(Line1)!,
            Line2 = Text(Line2),
            City = Text(City)!,
            Region = home.Region,
            PostalCode = Text(PostalCode),
            Country = home.Country,
            Phone = null,
        }),
        VatNumber = Number(VatNumber),
        TaxRegistration = Text(TaxNumber),
        RegisterEntry = Text(RegisterEntry),
        Email = Text(Email),
        Phone = Text(Phone),
        Account = Text(Iban) is { } iban
            ? new(iban.Replace(" ", "", StringComparison.Ordinal), Text(Bic), Text(Bank)) : null,
    };

    /// <summary>In capitals, without spaces.</summary>
    private static string? Number(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
