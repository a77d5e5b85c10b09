using PetShop.Api.Core.Text;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Search;

/// <summary>Writes search entries from their source data.</summary>
internal sealed class SearchIndex(SearchIndexRepository entries, TimeProvider clock)
{
    /// <summary>Updates the products' entries. Joins the caller's unit of work.</summary>
    public async Task WriteAsync(long[] productIds, CancellationToken ct)
    {
        await entries.LockAsync(productIds, ct);
        var sources = await entries.ReadAsync(productIds, clock.GetUtcNow(), ct);
        if (sources.Count > 0)
            await entries.WriteAsync(sources.ConvertAll(Fold), ct);
    }

    private static SearchDocument Fold(SearchSource source) => new(
        source,
        SearchKey.Of(source.Name),
        SearchKey.Of(source.Sku),
        SearchText.Fold(source.Name),
        SearchText.Fold($"{source.Sku} {source.Brand} {source.Category} {source.PetType}"),
        SearchText.Fold(source.Description ?? ""),
        SearchTokens.Of(source));
}
