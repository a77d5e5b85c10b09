namespace PetShop.Api.Core.Addresses;

/// <summary>The fields of an address in a request.</summary>
public abstract record AddressFields
{
    public const int MaxName = 100;
    public const int MaxLine = 200;

    /// <summary>The recipient's name, at most 100 characters.</summary>
    /// <example>Robin Barker</example>
    public string? Name { get; init; }

    /// <summary>The recipient's company, at most 100 characters; optional.</summary>
    public string? Company { get; init; }

    /// <summary>Street and number, at most 200 characters.</summary>
    /// <example>12 Harbour Street</example>
    public string? Line1 { get; init; }

    /// <summary>Flat, floor, building or the like, at most 200 characters; optional.</summary>
    public string? Line2 { get; init; }

    /// <summary>City, town or village, at most 100 characters.</summary>
    /// <example>Hamburg</example>
    public string? City { get; init; }

    /// <summary>
    /// State, province or county, at most 100 characters. Required for the US, Canada and Australia, by code or English
    /// name (`CA` or `California`); the response has the code. Optional elsewhere.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>
    /// The postal code, in any spelling (`sw1a1aa`); the response has it as the country writes it (`SW1A 1AA`).
    /// Optional where the country has none or where many addresses have none, such as in Hong Kong and Ireland.
    /// </summary>
    /// <example>20457</example>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1, two letters.</summary>
    /// <example>DE</example>
    public string? Country { get; init; }

    /// <summary>
    /// A telephone number for the carrier: international, or as it is dialled in the country of the address. The
    /// response has it in E.164. Optional.
    /// </summary>
    /// <example>+49 40 1234567</example>
    public string? Phone { get; init; }
}
