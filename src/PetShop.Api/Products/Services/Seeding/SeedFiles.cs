using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;

namespace PetShop.Api.Products.Services.Seeding;

/// <summary>A category of the sample catalogue, with its subcategories.</summary>
/// <param name="TaxClass">Null: the parent's, or standard at the top.</param>
internal sealed record SeedCategory(
    string Slug, string Name, string? SkuPrefix, TaxClass? TaxClass, IReadOnlyList<SeedCategory>? Children);

/// <summary>A pet type of the sample catalogue.</summary>
internal sealed record SeedPetType(string Slug, string Name, string SkuPrefix);

/// <summary>A product of the sample catalogue. Price and cost in the shop's currency, weight in kilograms.</summary>
internal sealed record SeedProduct(
    string Sku, string Barcode, string Name, string Category, string PetType, string Brand, decimal Price, decimal Cost,
    decimal Weight, string Supplier, int Stock, string Description);

/// <summary>The files of the sample catalogue, which are embedded in the assembly.</summary>
internal static class SeedFiles
{
    private const string Folder = "PetShop.Api.Products.Services.Seeding.Catalogue.";
    private const string CategoriesFile = Folder + "categories.json";
    private const string PetTypesFile = Folder + "pet-types.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static IReadOnlyList<SeedCategory> Categories() => Read<SeedCategory>(CategoriesFile);

    public static IReadOnlyList<SeedPetType> PetTypes() => Read<SeedPetType>(PetTypesFile);

    public static IReadOnlyList<SeedProduct> Products() => [.. typeof(SeedFiles).Assembly.GetManifestResourceNames()
        .Where(
            name => name.StartsWith(Folder, StringComparison.Ordinal) && name is not (CategoriesFile or PetTypesFile))
        .Order(StringComparer.Ordinal).SelectMany(Read<SeedProduct>)];

    private static List<T> Read<T>(string name)
    {
        using var file = typeof(SeedFiles).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<List<T>>(file, Json)!;
    }
}
