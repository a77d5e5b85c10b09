using PetShop.Api.Core.Security;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Seeding;

/// <summary>Adds the products of the sample catalogue, their stock and their brands.</summary>
internal sealed class SeedProductFactory(
    ReferenceRepository entries, ProductRepository products, StockLedger stock, TimeProvider clock)
{
    /// <summary>Products whose category or pet type an admin has removed are left out.</summary>
    /// <returns>The ids of the products.</returns>
    public async Task<long[]> AddAsync(IReadOnlyList<SeedProduct> seeds, CancellationToken ct)
    {
        var made = await CreateAsync(seeds, ct);
        await products.AddAsync(made, ct);
        var units = seeds.ToDictionary(seed => seed.Sku, seed => seed.Stock);
        await stock.OpenAsync(Actor.Anonymous, made.ConvertAll(product =>
            new NewStock(product.Id, units[product.Sku], new(Sellable: true, 0, null, null))), ct);
        return [.. made.Select(product => product.Id)];
    }

    private async Task<List<Product>> CreateAsync(IReadOnlyList<SeedProduct> seeds, CancellationToken ct)
    {
        var categories = (await entries.ListAsync((Category c) => new { c.Slug, c.Id }, ct)).ToDictionary(c => c.Slug);
        var petTypes = (await entries.ListAsync((PetType t) => new { t.Slug, t.Id }, ct)).ToDictionary(t => t.Slug);
        var brands = await BrandsAsync(seeds, ct);
        var now = clock.GetUtcNow();
        return [.. from seed in seeds
                   where categories.ContainsKey(seed.Category) && petTypes.ContainsKey(seed.PetType)
                   let category = categories[seed.Category]
                   let petType = petTypes[seed.PetType]
                   select new Product
                   {
                       Sku = seed.Sku,
                       Slug = Slugs.From(seed.Name, Product.NameLength, "product"),
                       Name = seed.Name,
                       Description = seed.Description,
                       CategoryId = category.Id,
                       PetTypeId = petType.Id,
                       BrandId = brands[seed.Brand],
                       Price = seed.Price,
                       Cost = seed.Cost,
                       Supplier = seed.Supplier,
                       Weight = seed.Weight,
                       Barcode = Gtin.Normalize(seed.Barcode),
                       CreatedAt = now,
                       UpdatedAt = now,
                   }];
    }

    private async Task<Dictionary<string, long>> BrandsAsync(IReadOnlyList<SeedProduct> seeds, CancellationToken ct)
    {
        var ids = new Dictionary<string, long>();
        foreach (var name in seeds.Select(seed => seed.Brand).Distinct())
        {
            await entries.TryAddBrandAsync(name, Slugs.From(name, ReferenceEntity.NameLength, "brand"), ct);
            ids[name] = (await entries.FindBrandAsync(name, ct))!.Id;
        }
        return ids;
    }
}
