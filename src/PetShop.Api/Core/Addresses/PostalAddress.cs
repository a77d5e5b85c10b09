using System.Text;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Addresses;

/// <summary>An address.</summary>
public record PostalAddress
{
    /// <summary>The recipient's name.</summary>
    /// <example>Robin Barker</example>
    public required string Name { get; init; }

    /// <summary>The recipient's company.</summary>
    public required string? Company { get; init; }

    /// <summary>Street and number.</summary>
    /// <example>12 Harbour Street</example>
    public required string Line1 { get; init; }

    /// <summary>Flat, floor, building or the like.</summary>
    public required string? Line2 { get; init; }

    /// <example>Hamburg</example>
    public required string City { get; init; }

    /// <summary>
    /// State, province or county; for the US, Canada and Australia, its code (the part of ISO
    /// 3166-2 after the country).
    /// </summary>
    public required string? Region { get; init; }

    /// <summary>The postal code as the country writes it; null if the address has none.</summary>
    /// <example>20457</example>
    public required string? PostalCode { get; init; }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    /// <example>DE</example>
    public required string Country { get; init; }

    /// <summary>The telephone number in E.164; null if none was given.</summary>
    /// <example>+49401234567</example>
    public required string? Phone { get; init; }

    /// <summary>Where it is, for taxes and shipping.</summary>
    [JsonIgnore]
    public Place Place => new(Country, Region, PostalCode);

    /// <summary>The address in the form in which the shop keeps it.</summary>
    /// <param name="given">Valid fields.</param>
    public static PostalAddress From(AddressFields given)
    {
        var country = Countries.Find(given.Country)!;
        return new()
        {
            Name = given.Name!,
            Company = given.Company,
            Line1 = given.Line1!,
            Line2 = given.Line2,
            City = given.City!,
            Region = given.Region is { } region && Countries.FindRegions(country.Code) is { } regions
                ? regions.Find(region)
                : given.Region,
            PostalCode = given.PostalCode is { } code ? country.FormatPostalCode(code) : null,
            Country = country.Code,
            Phone = given.Phone is { } phone ? PhoneFormat.ToE164(phone, country.Code) : null,
        };
    }

    /// <summary>The address as one text of several lines, in the order that is usual in its country.</summary>
    public string ToText() =>
        string.Join('\n', new[] { Name, Company, Line1, Line2 }.Concat(PlaceLines()).OfType<string>());

    /// <summary>The words by which an order is found: all but the country and the telephone number.</summary>
    internal string ToWords() =>
        string.Join(' ', new[] { Name, Company, Line1, Line2, PostalCode, City, Region }.OfType<string>());

    private IEnumerable<string> PlaceLines()
    {
        var country = Countries.Find(Country);
        var layout = country?.Layout ?? "Z C";
        foreach (var line in layout.Split('|').Select(Fill))
        {
            if (line.Length > 0)
                yield return line;
        }
        if (Region is not null && !layout.Contains('S', StringComparison.Ordinal))
            yield return Region;
        if (PostalCode is not null && !layout.Contains('Z', StringComparison.Ordinal))
            yield return PostalCode;
        yield return country?.Name ?? Country;
    }

    /// <summary>
    /// Fills in one line of a layout. Of the separators around a value that is missing, the first stays.
    /// </summary>
    private string Fill(string layout)
    {
        var (line, separator, isComplete) = (new StringBuilder(), new StringBuilder(), false);
        foreach (var part in layout)
        {
            if (part is not ('C' or 'S' or 'Z'))
            {
                if (!isComplete)
                    separator.Append(part);
                continue;
            }
            isComplete = true;
            if ((part == 'C' ? City : part == 'S' ? Region : PostalCode) is not { } value)
                continue;
            if (line.Length > 0)
                line.Append(separator);
            line.Append(value);
            separator.Clear();
            isComplete = false;
        }
        return line.ToString();
    }
}

/// <summary>The form in which an address is stored as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PostalAddress))]
internal sealed partial class AddressJson : JsonSerializerContext;
