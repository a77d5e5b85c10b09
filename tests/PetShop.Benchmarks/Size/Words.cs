using PetShop.Api.Products.Services.Seeding;

namespace PetShop.Benchmarks.Size;

/// <summary>
/// The words of the seed catalogue. The more frequent a word is there, the more often it is drawn, following
/// Zipf's law.
/// </summary>
internal sealed class Words
{
    private readonly string[] _byFrequency = [.. SeedFiles.Products()
        .SelectMany(product => $"{product.Name} {product.Description}".Split(' ', ',', '.', ';', ':', '(', ')'))
        .Where(word => word.Length > 2 && word.All(char.IsAsciiLetter))
        .GroupBy(word => word.ToLowerInvariant())
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Key)];

    public string Draw(Random random) => _byFrequency[(int)Math.Pow(_byFrequency.Length, random.NextDouble()) - 1];

    public string Draw(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Draw(random)));
}
