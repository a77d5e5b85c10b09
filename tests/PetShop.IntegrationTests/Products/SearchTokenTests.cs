using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Database.Migrations;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Queries;

namespace PetShop.IntegrationTests.Products;

/// <summary>
/// The tokens of an entry are made in C#, and by a migration in SQL; searches name them in SQL again.
/// </summary>
public sealed class SearchTokenTests : ShopTest
{
    private static readonly long[] Ids =
        [1, 2, 4_095, 4_096, 16_383, 16_384, 65_536, 1L << 20, (1L << 20) - 1, 1L << 22, (1L << 22) + 1, 12_345_678];

    private static readonly decimal[] Prices =
    [
        0m, 0.001m, 0.009m, 0.01m, 0.099m, 0.1m, 0.999m, 1m, 9.999m, 10m, 19.99m, 20m, 99.9m, 100m, 1_234.5m,
        PetShop.Api.Products.Entities.Catalog.Product.MaxPrice,
    ];

    [Fact]
    public async Task The_migration_makes_the_tokens_that_entries_are_written_with()
    {
        const string Using = "USING ";
        var change = new FlatLists().UpOperations.OfType<SqlOperation>().Single(o => o.Sql.Contains(Using)).Sql;
        var expression = change[(change.IndexOf(Using, StringComparison.Ordinal) + Using.Length)..];
        foreach (var source in Sources())
        {
            var made = await Shop.Database.ReadAsync<string>($"""
                SELECT (SELECT {expression})::text FROM (SELECT ''::tsvector AS vector, $1::bigint AS product_id,
                    $2::bigint AS category_id, $3::bigint AS pet_type_id, $4::bigint AS brand_id, $5::numeric AS price,
                    $6::boolean AS in_stock, $7::boolean AS is_active) entry
                """, source.Id, source.CategoryId, source.PetTypeId, (object?)source.BrandId
                    ?? DBNull.Value, source.Price,
                source.InStock, source.IsActive);
            Assert.Equal(await VectorOfAsync(source), made);
        }
    }

    [Fact]
    public async Task A_search_reads_each_product_in_one_block_and_the_newest_first()
    {
        var newest = await FillAsync();
        var parts = await PartsAsync(db => SearchPart.Newest(db, "rope", ""));
        var read = new List<long>();
        foreach (var part in parts)
            read.AddRange(await InPartAsync(part));
        Assert.Equal(newest, read);
    }

    [Theory]
    [InlineData(false, null, null, 83), InlineData(true, null, null, 83)]
    [InlineData(false, 0.1, 0.3, 62), InlineData(false, 0.1, 15.0, 56), InlineData(true, 15.0, 0.5, 30)]
    public async Task A_search_by_price_reads_each_product_in_one_part_and_in_order(
        bool isDescending, double? from, double? to, int count)
    {
        await FillAsync();
        var prices = new List<decimal>();
        var parts = await PartsAsync(
            db => SearchPart.ByPrice(db, "rope", "", isDescending, (decimal?)from, (decimal?)to));
        Assert.Equal(count, parts.Count);
        foreach (var part in parts)
        {
            var step = await Shop.Database.ReadAsync<decimal[]>(
                "SELECT coalesce(array_agg(price), '{}') FROM product_search WHERE vector @@ $1::text::tsquery", part);
            prices.AddRange(isDescending ? step.OrderDescending() : step.Order());
        }
        Assert.Equal(isDescending
            ? Sources().Select(s => s.Price).Where(price => from is null || price < 20).OrderDescending()
            : Sources().Select(s => s.Price).Where(price => from is null || price >= 0.1m).Order(), prices);
    }

    [Fact]
    public async Task A_filter_names_the_tokens_of_all_that_pass_it()
    {
        foreach (var source in Sources())
        {
            var criteria = new ProductCriteria
            {
                Sort = ProductSort.Relevance,
                CategoryIds = [source.CategoryId, 999],
                PetTypeIds = [source.PetTypeId],
                BrandIds = source.BrandId is { } brand ? [brand] : null,
                MinPrice = source.Price,
                MaxPrice = source.Price,
                InStock = source.InStock,
                IsActive = source.IsActive,
            };
            Assert.True(await Shop.Database.ReadAsync<bool>(
                "SELECT $1::text::tsvector @@ to_tsquery('simple', $2)", await VectorOfAsync(
                    source), SearchTokens.Query(criteria)),
                source.ToString());
        }
    }

    private static IEnumerable<SearchSource> Sources() => Prices.Select((price, i) => new SearchSource
    {
        Id = Ids[i % Ids.Length] + i / Ids.Length * 7,
        Name = "Rope",
        Sku = $"ROPE-{i}",
        Description = null,
        Category = "",
        PetType = "",
        Brand = null,
        CategoryId = 1 + i * 1_000_000_007L,
        PetTypeId = 1 + i,
        BrandId = i % 3 == 0 ? null : 5L * i,
        Price = price,
        CreatedAt = default,
        IsActive = i % 4 != 0,
        InStock = i % 5 != 0,
        FewLeft = false,
    });

    private Task<string> VectorOfAsync(SearchSource source) => Shop.Database.ReadAsync<string>(
        "SELECT strip(to_tsvector('simple', $1))::text", SearchTokens.Of(source));

    /// <returns>The ids, the newest first.</returns>
    private async Task<long[]> FillAsync()
    {
        var (category, petType) = (
            await Shop.Database.ReadAsync<long>("SELECT min(id) FROM categories"),
            await Shop.Database.ReadAsync<long>("SELECT min(id) FROM pet_types"));
        foreach (var source in Sources())
        {
            await Shop.Database.ExecuteAsync("""
                INSERT INTO products (id, sku, slug, name, category_id, pet_type_id, price, is_active, created_at,
                    updated_at, version)
                OVERRIDING SYSTEM VALUE VALUES ($1, $2, $2, 'Rope', $3, $4, $5, true, now(), now(), 1)
                """, source.Id, source.Sku, category, petType, source.Price);
            await Shop.Database.ExecuteAsync("""
                INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, price,
                    name, created_at,
                    is_active, in_stock, few_left, vector)
                VALUES ($1, 'rope', $2, $3, $4, $5, 'Rope', now(), true, true, false, $6::text::tsvector)
                """, source.Id, source.Sku, category, petType, source.Price, await VectorOfAsync(source));
        }
        return [.. Sources().Select(source => source.Id).OrderDescending()];
    }

    private async Task<List<string>> PartsAsync(Func<PetShopDbContext, IQueryable<SearchPart>> parts)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        return await parts(scope.ServiceProvider.GetRequiredService<PetShopDbContext>())
            .Select(part => part.Part.ToString()!).ToListAsync();
    }

    private Task<long[]> InPartAsync(string part) => Shop.Database.ReadAsync<long[]>("""
        SELECT coalesce(array_agg(product_id ORDER BY product_id DESC), '{}') FROM product_search
        WHERE vector @@ $1::text::tsquery
        """, part);
}
