using Npgsql;

namespace PetShop.Benchmarks.Rename;

/// <summary>
/// Fills a shop that was created by <c>migrate</c> with products, by SQL, because adding a million through the API
/// would take hours.
/// </summary>
internal sealed class ManyProducts(NpgsqlDataSource database)
{
    /// <summary>The largest category, with 15 % of all products. The others share the rest.</summary>
    public const string Largest = "dry-food";

    /// <summary>The required number of brands.</summary>
    public const int Brands = 50;

    private const string Products = """
        WITH w AS (SELECT
            ARRAY['Chicken', 'Salmon', 'Beef', 'Turkey', 'Lamb', 'Duck', 'Rabbit', 'Venison', 'Herring', 'Trout', 'Oat',
                'Rice', 'Potato', 'Pumpkin'] AS a,
            ARRAY['Adult', 'Puppy', 'Senior', 'Light', 'Sensitive', 'Active', 'Indoor', 'Sterilised', 'Large Breed',
                'Small Breed', 'Junior'] AS b,
            ARRAY['Kibble', 'Crunch', 'Mix', 'Bites', 'Menu', 'Feast', 'Dinner', 'Recipe', 'Selection', 'Choice',
                'Classic', 'Original'] AS c),
        others AS (SELECT array_agg(id ORDER BY id) AS ids FROM categories WHERE parent_id IS NOT NULL
            AND slug <> 'dry-food')
        INSERT INTO products (sku, slug, name, description, category_id, pet_type_id, brand_id, price, cost, is_active,
            created_at, updated_at, version)
        SELECT 'MANY-' || i, 'many-' || i,
            a[1 + i % 14] || ' ' || b[1 + i / 7 % 11] || ' ' || c[1 + i / 3 % 12] || ' ' || i,
            'A ' || lower(b[1 + i % 11]) || ' food with ' || lower(a[1 + i / 5 % 14]) || ' and '
                || lower(a[1 + i / 11 % 14])
                || ', gently dried, without added sugar, in a bag that closes again.',
            CASE WHEN i % 100 < 15 THEN (SELECT id FROM categories WHERE slug = 'dry-food')
                ELSE ids[1 + i % array_length(ids, 1)] END,
            (SELECT id FROM pet_types WHERE slug = 'dog'), 1 + i % 50, 1 + i % 9900 / 100.0, 1, true,
                now() - i * interval '1 second', now(), 1
        FROM generate_series(1, $1) i, w, others
        """;

    private const string Entries = """
        INSERT INTO product_search (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name,
            created_at, is_active, in_stock, vector)
        SELECT p.id, lower(p.name), replace(lower(p.sku), '-', ' '), p.category_id, p.pet_type_id, p.brand_id, p.price,
            p.name, p.created_at, true, true,
            setweight(to_tsvector('petshop_words', lower(p.name)), 'A')
                || setweight(to_tsvector('petshop_words', lower(concat_ws(' ', replace(p.sku, '-', ' '), b.name, c.name,
                    t.name))), 'B')
                || setweight(to_tsvector('petshop_words', translate(lower(p.description), ',.', '  ')), 'C')
        FROM products p JOIN brands b ON b.id = p.brand_id JOIN categories c ON c.id = p.category_id
            JOIN pet_types t ON t.id = p.pet_type_id
        """;

    public async Task AddAsync(int rows)
    {
        await ExecuteAsync(Products, rows);
        await ExecuteAsync("""
            WITH opened AS (
                INSERT INTO product_stock (product_id, quantity, sellable, last_movement_id)
                SELECT id, 1000000, true,
                    extract(epoch FROM date_trunc('second', now()) - timestamptz '2020-01-01Z')::bigint << 20
                FROM products RETURNING *)
            INSERT INTO stock_movements (product_id, id, quantity, balance, reason)
            SELECT product_id, last_movement_id, quantity, quantity, 'Opening' FROM opened
            """);
        await ExecuteAsync(Entries);
        await ExecuteAsync("VACUUM ANALYZE products, product_stock, product_search");
    }

    /// <summary>Some products of the largest category.</summary>
    public Task<long[]> SomeOfLargestAsync() => ReadAsync<long[]>($"""
        SELECT array_agg(id)
        FROM (SELECT id FROM products
                WHERE category_id = (SELECT id FROM categories WHERE slug = '{Largest}') ORDER BY id
                LIMIT 10000) p
        """);

    public Task<long> IdOfLargestAsync() => ReadAsync<long>($"SELECT id FROM categories WHERE slug = '{Largest}'");

    public Task<long> CountLargestAsync() =>
        ReadAsync<long>(
            $"SELECT count(*) FROM products p JOIN categories c ON c.id = p.category_id WHERE c.slug = '{Largest}'");

    public async Task<bool> IsRenewedAsync() => await ReadAsync<long>("SELECT count(*) FROM search_renewals") == 0;

    /// <summary>The number of products that are found by a word.</summary>
    public Task<long> CountFoundAsync(string word) =>
        ReadAsync<long>(
            $"SELECT count(*) FROM product_search WHERE vector @@ plainto_tsquery('petshop_words', '{word}')");

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
