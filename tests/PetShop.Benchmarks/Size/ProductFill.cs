using Npgsql;
using NpgsqlTypes;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Search;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Seeding;

namespace PetShop.Benchmarks.Size;

/// <summary>
/// Adds products that are similar to the seeded ones: each has the category, pet type and brand of a seeded product,
/// about its price, and words of the seed. They are copied into the tables, because adding a million through the API
/// would take hours.
/// </summary>
internal sealed class ProductFill(Database database)
{
    private const int ExtraWords = 8;
    private const double SoldOut = 0.015;
    private const double Hidden = 0.01;
    private const int MaxStock = 200;
    private static readonly TimeSpan Age = TimeSpan.FromDays(3 * 365);

    /// <summary>Builds the vector as <c>SearchIndexRepository</c> does, from words that are folded here.</summary>
    private const string Entries = """
        INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name,
            created_at, is_active, in_stock, few_left, vector)
        SELECT p.id, d.name_key, d.sku_key, p.category_id, p.pet_type_id, p.brand_id, p.price, p.name, p.created_at,
            p.is_active, s.quantity > 0, s.quantity <= 5, setweight(to_tsvector('petshop_words', d.title), 'A')
                || setweight(to_tsvector('petshop_words', d.belonging), 'B')
                || setweight(to_tsvector('petshop_words', d.text), 'C') || strip(to_tsvector('simple', d.tokens))
        FROM documents d JOIN products p ON p.id = d.id JOIN product_stock s ON s.product_id = d.id
        """;

    private readonly Random _random = new(1);
    private readonly Words _words = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <summary>Adds products up to this total.</summary>
    public async Task AddAsync(int total)
    {
        var present = (int)await database.ReadAsync<long>("SELECT count(*) FROM products");
        if (present >= total)
            return;
        var patterns = await PatternsAsync();
        var rows = Enumerable.Range(present + 1, total - present)
            .Select(id => Create(id, patterns[_random.Next(patterns.Count)]));
        await database.WithoutIndexesAsync(["products", "product_stock", "product_search"], () => CopyAsync(rows));
        await database.ExecuteAsync(
            "SELECT setval(pg_get_serial_sequence('products', 'id'), (SELECT max(id) FROM products))");
    }

    private async Task CopyAsync(IEnumerable<Row> rows)
    {
        await using var connection = await database.OpenAsync();
        await using (var create = new NpgsqlCommand("""
            CREATE TEMP TABLE documents
            (id bigint, name_key text, sku_key text, title text, belonging text, text text, tokens text)
            """, connection))
        {
            await create.ExecuteNonQueryAsync();
        }
        foreach (var batch in rows.Chunk(100_000))
        {
            await CopyProductsAsync(connection, batch);
            await CopyStockAsync(connection, batch);
            await CopyDocumentsAsync(connection, batch);
        }
        await using var insert = new NpgsqlCommand(Entries, connection) { CommandTimeout = 0 };
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task CopyProductsAsync(NpgsqlConnection connection, Row[] rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync("""
            COPY products
                (id, sku, slug, name, description, category_id, pet_type_id, brand_id, price, cost,
                    is_active, created_at, updated_at, version) FROM STDIN (FORMAT binary)
            """);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id);
            await copy.WriteAsync(row.Sku);
            await copy.WriteAsync($"size-{row.Id}");
            await copy.WriteAsync(row.Name);
            await copy.WriteAsync(row.Description);
            await copy.WriteAsync(row.Pattern.CategoryId);
            await copy.WriteAsync(row.Pattern.PetTypeId);
            await copy.WriteAsync(row.Pattern.BrandId);
            await copy.WriteAsync(row.Price);
            await copy.WriteAsync(decimal.Round(row.Price / 2, 2));
            await copy.WriteAsync(row.IsActive);
            await copy.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(1L);
        }
        await copy.CompleteAsync();
    }

    private static async Task CopyStockAsync(NpgsqlConnection connection, Row[] rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY product_stock (product_id, quantity, sellable, last_movement_id) FROM STDIN (FORMAT binary)");
        var opened = TimeOrderedIds.From(TimeProvider.System.GetUtcNow());
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id);
            await copy.WriteAsync(row.Stock);
            await copy.WriteAsync(row.IsActive);
            await copy.WriteAsync(opened);
        }
        await copy.CompleteAsync();
    }

    private static async Task CopyDocumentsAsync(NpgsqlConnection connection, Row[] rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY documents FROM STDIN (FORMAT binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id);
            await copy.WriteAsync(SearchKey.Of(row.Name));
            await copy.WriteAsync(SearchKey.Of(row.Sku));
            await copy.WriteAsync(SearchText.Fold(row.Name));
            await copy.WriteAsync(SearchText.Fold($"{row.Sku} {row.Pattern.Names}"));
            await copy.WriteAsync(SearchText.Fold(row.Description));
            await copy.WriteAsync(SearchTokens.Of(row.Source));
        }
        await copy.CompleteAsync();
    }

    private Row Create(int id, Pattern pattern)
    {
        var name = $"{pattern.Seed.Name} {Capital(_words.Draw(_random))}";
        return new()
        {
            Id = id,
            Pattern = pattern,
            Sku = $"{pattern.Seed.Sku.Split('-')[0]}-{id:X6}",
            Name = name.Length > Product.NameLength ? name[..Product.NameLength].TrimEnd() : name,
            Description = $"{pattern.Seed.Description} {Capital(_words.Draw(_random, ExtraWords))}.",
            Price = decimal.Round(pattern.Seed.Price * (decimal)(0.5 + _random.NextDouble()), 2),
            Stock = _random.NextDouble() < SoldOut ? 0 : _random.Next(1, MaxStock),
            IsActive = _random.NextDouble() >= Hidden,
            CreatedAt = new((_now - Age * _random.NextDouble()).Ticks / 10 * 10, TimeSpan.Zero),
        };
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The seeded products, with the ids of their categories, pet types and brands.</summary>
    private async Task<List<Pattern>> PatternsAsync()
    {
        var rows = await database.ListAsync("""
            SELECT p.sku, p.category_id, p.pet_type_id, p.brand_id, concat_ws(' ', b.name, c.name, t.name)
            FROM products p JOIN brands b ON b.id = p.brand_id JOIN categories c ON c.id = p.category_id
                JOIN pet_types t ON t.id = p.pet_type_id ORDER BY p.sku
            """, row => (Sku: row.GetString(0), Category: row.GetInt64(1), PetType: row.GetInt64(2),
                Brand: row.GetInt64(3), Names: row.GetString(4)));
        var seeds = SeedFiles.Products().ToDictionary(seed => seed.Sku);
        return [.. from row in rows
                   where seeds.ContainsKey(row.Sku)
                   select new Pattern(seeds[row.Sku], row.Category, row.PetType, row.Brand, row.Names)];
    }

    private sealed record Pattern(SeedProduct Seed, long CategoryId, long PetTypeId, long BrandId, string Names);

    private sealed record Row
    {
        public required long Id { get; init; }
        public required Pattern Pattern { get; init; }
        public required string Sku { get; init; }
        public required string Name { get; init; }
        public required string Description { get; init; }
        public required decimal Price { get; init; }
        public required int Stock { get; init; }
        public required bool IsActive { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }

        public SearchSource Source => new()
        {
            Id = Id, Name = Name, Sku = Sku, Description = Description, Category = "", PetType = "", Brand = null,
            CategoryId = Pattern.CategoryId, PetTypeId = Pattern.PetTypeId, BrandId = Pattern.BrandId, Price = Price,
            CreatedAt = CreatedAt, IsActive = IsActive, InStock = Stock > 0,
            FewLeft = Stock <= ProductSearchEntry.FewUnits,
        };
    }
}
