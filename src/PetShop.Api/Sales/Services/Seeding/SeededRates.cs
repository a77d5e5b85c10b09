using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Services.Seeding;

/// <summary>A tax rate at which a shop begins.</summary>
/// <param name="Region">Null for the whole country.</param>
internal sealed record SeededRate(
    string Country, string? Region, TaxClass TaxClass, decimal Percent, string Name, string Source);

/// <summary>The tax rates at which a shop begins. They are embedded in the assembly.</summary>
internal sealed record SeededRates(DateOnly ValidFrom, IReadOnlyList<SeededRate> Rates)
{
    private const string File = "PetShop.Api.Sales.Services.Seeding.Data.tax-rates.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static SeededRates Read()
    {
        using var file = typeof(SeededRates).Assembly.GetManifestResourceStream(File)!;
        return JsonSerializer.Deserialize<SeededRates>(file, Json)!;
    }
}
