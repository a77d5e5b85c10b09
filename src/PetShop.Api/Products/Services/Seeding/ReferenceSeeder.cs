using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Seeding;

/// <summary>
/// Adds categories and pet types, each only if there are none at all: what an admin removed is not added again.
/// </summary>
internal sealed class ReferenceSeeder(IUnitOfWork work, ReferenceRepository entries, ProductCache cache) : ISeeder
{
    public int Order => 10;

    public Task SeedAsync(CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!await entries.AnyAsync<Category>(ct))
            await AddAsync(SeedFiles.Categories(), parentId: null, ct);
        if (!await entries.AnyAsync<PetType>(ct))
            await entries.AddAsync<PetType>([.. SeedFiles.PetTypes()
                .Select(t => new PetType { Slug = t.Slug, Name = t.Name, SkuPrefix = t.SkuPrefix })], ct);
        work.InvalidateAfterCommit(cache.DropNewReferenceAsync);
    }, ct);

    /// <summary>One level at a time, because children need the ids of their parents.</summary>
    private async Task AddAsync(IReadOnlyList<SeedCategory> seeds, long? parentId, CancellationToken ct)
    {
        var made = seeds.Select(seed => new Category
        {
            Slug = seed.Slug,
            Name = seed.Name,
            ParentId = parentId,
            SkuPrefix = seed.SkuPrefix,
            TaxClass = seed.TaxClass,
        }).ToList();
        await entries.AddAsync<Category>(made, ct);
        foreach (var (seed, category) in seeds.Zip(made))
            if (seed.Children is { } children)
                await AddAsync(children, category.Id, ct);
    }
}
