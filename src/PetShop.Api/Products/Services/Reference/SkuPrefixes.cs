namespace PetShop.Api.Products.Services.Reference;

/// <summary>The parts of a SKU that describe the product: <c>DOG-FOOD</c>.</summary>
internal static class SkuPrefixes
{
    private const int Length = 6;

    /// <summary>The first letters and digits of a slug, in capitals.</summary>
    public static string From(string slug) =>
        string.Concat(slug.Where(char.IsAsciiLetterOrDigit).Take(Length)).ToUpperInvariant();
}
