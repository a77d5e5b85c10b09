using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Seeding;

/// <summary>Adds the sample catalogue if it is configured and the shop has no products. All of it or nothing.</summary>
internal sealed partial class CatalogueSeeder(
    IUnitOfWork work, ProductRepository products, SeedProductFactory seeds, SearchIndex search, ProductCache cache,
    IOptions<SeedOptions> options, ILogger<CatalogueSeeder> logger) : ISeeder
{
    public int Order => 20;

    public async Task SeedAsync(CancellationToken ct)
    {
        if (!options.Value.Catalogue)
            return;
        await work.CommitAsync(async () =>
        {
            if (await products.AnyAsync(ct))
                return;
            var made = await seeds.AddAsync(SeedFiles.Products(), ct);
            await search.WriteAsync(made, ct);
            work.InvalidateAfterCommit(cache.DropReferenceAsync);
            work.OnCommitted(() => LogSeeded(made.Length));
        }, ct);
    }

    [LoggerMessage(LogLevel.Information, "The sample catalogue was added: {Count} products")]
    private partial void LogSeeded(int count);
}
