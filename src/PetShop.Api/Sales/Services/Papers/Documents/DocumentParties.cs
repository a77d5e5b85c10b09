using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Services.Papers.Documents;

/// <summary>Who sells.</summary>
internal sealed record DocumentSeller
{
    public required string Name { get; init; }

    public required DocumentAddress Address { get; init; }

    /// <summary>With the country's prefix; null if the seller has none, or the document must not name it.</summary>
    public required string? VatNumber { get; init; }

    /// <summary>The number that the local tax office uses.</summary>
    public required string? TaxRegistration { get; init; }

    /// <summary>The number in the register of companies, with the register.</summary>
    public required string? RegisterEntry { get; init; }

    public required string? Email { get; init; }

    public required string? Phone { get; init; }

    /// <summary>Null if nothing is paid by bank transfer.</summary>
    public required DocumentAccount? Account { get; init; }
}

/// <summary>A bank account.</summary>
/// <param name="Iban">Without spaces.</param>
/// <param name="Bank">The bank's name.</param>
internal sealed record DocumentAccount(string Iban, string? Bic, string? Bank);

/// <summary>Who buys.</summary>
internal sealed record DocumentBuyer
{
    public required string Name { get; init; }

    public required string? Company { get; init; }

    public required DocumentAddress Address { get; init; }

    /// <summary>With the country's prefix; only if the document must name it.</summary>
    public required string? VatNumber { get; init; }
}

/// <summary>Where the goods are handed over.</summary>
/// <param name="Name">Of the recipient; null if it is not known.</param>
/// <param name="Address">Null if it is the buyer's.</param>
internal sealed record DocumentDelivery(string? Name, string? Company, DocumentAddress? Address);

/// <summary>When the goods are expected to be delivered: an invoice is issued before that.</summary>
/// <param name="Until">Null if it is not known.</param>
internal sealed record DocumentPeriod(DateOnly From, DateOnly? Until);

/// <summary>An address without its name, in its parts and as it is printed.</summary>
internal sealed record DocumentAddress
{
    /// <summary>In the order that is usual in the country, with the country's name.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public required string? Street { get; init; }

    public required string? Additional { get; init; }

    public required string? City { get; init; }

    public required string? PostalCode { get; init; }

    public required string? Region { get; init; }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    public required string Country { get; init; }

    public static DocumentAddress Of(PostalAddress address) => new()
    {
        Lines = [.. address.ToText().Split('\n').Skip(address.Company is null ? 1 : 2)],
        Street = address.Line1,
        Additional = address.Line2,
        City = address.City,
        PostalCode = address.PostalCode,
        Region = address.Region,
        Country = address.Country,
    };

    /// <summary>An address that is only a text.</summary>
    public static DocumentAddress Of(IEnumerable<string> lines, string country) => new()
    {
        Lines = [.. lines],
        Street = null,
        Additional = null,
        City = null,
        PostalCode = null,
        Region = null,
        Country = country,
    };
}
