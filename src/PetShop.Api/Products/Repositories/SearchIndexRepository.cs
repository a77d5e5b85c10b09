using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories;

/// <summary>All that a search entry is made from, as it is now.</summary>
internal sealed record SearchSource
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required string Sku { get; init; }
    public required string? Description { get; init; }
    public required string Category { get; init; }
    public required string PetType { get; init; }
    public required string? Brand { get; init; }
    public required long CategoryId { get; init; }
    public required long PetTypeId { get; init; }
    public required long? BrandId { get; init; }
    public required decimal Price { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required bool IsActive { get; init; }
    public required bool InStock { get; init; }
    public required bool FewLeft { get; init; }
}

/// <summary>What a search entry is written with.</summary>
/// <param name="NameKey">The folded name, or its hash.</param>
/// <param name="SkuKey">The folded SKU, or its hash.</param>
/// <param name="Title">Folded words that count most.</param>
/// <param name="Belonging">Folded words of SKU, brand, category and pet type.</param>
/// <param name="Text">Folded words of the description.</param>
/// <param name="Tokens">See <see cref="SearchTokens"/>.</param>
internal sealed record SearchDocument(
    SearchSource Source, string NameKey, string SkuKey, string Title, string Belonging, string Text, string Tokens);

/// <summary>Search entries, and which of them are to be renewed.</summary>
internal sealed class SearchIndexRepository(PetShopDbContext db)
{
    /// <summary>Notes that the products' entries are to be renewed.</summary>
    /// <returns>The ids of the notes.</returns>
    public async Task<long[]> MarkAsync(long[] productIds, CancellationToken ct) => [.. await db.Database
        .SqlQuery<long>(
            $"INSERT INTO search_renewals (product_id) SELECT unnest({productIds}) RETURNING id AS \"Value\"")
        .ToListAsync(ct)];

    /// <summary>Notes that all entries of the renewal are to be renewed.</summary>
    public Task MarkAsync(SearchReindexTask renewal, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO search_renewals (product_id, category_id, pet_type_id, brand_id)
        VALUES ({renewal.ProductId}, {renewal.CategoryId}, {renewal.PetTypeId}, {renewal.BrandId})
        """, ct);

    /// <summary>
    /// A renewal that nobody works on, locked; single products before those that take long. Null when there is none.
    /// </summary>
    public async Task<SearchReindexTask?> TakeAsync(CancellationToken ct) => (await db.Set<SearchReindexTask>()
        .FromSql($"SELECT * FROM search_renewals ORDER BY product_id IS NULL, id LIMIT 1 FOR UPDATE SKIP LOCKED")
        .AsNoTracking().ToListAsync(ct)).SingleOrDefault();

    /// <summary>The products that come next in a renewal, by id.</summary>
    public Task<List<long>> NextAsync(SearchReindexTask renewal, int count, CancellationToken ct)
    {
        var products = db.Set<Product>().AsNoTracking().Where(p => p.Id > renewal.DoneUpTo);
        products = renewal switch
        {
            { ProductId: { } id } => products.Where(p => p.Id == id),
            { CategoryId: { } id } => products.Where(p => p.CategoryId == id),
            { PetTypeId: { } id } => products.Where(p => p.PetTypeId == id),
            { BrandId: { } id } => products.Where(p => p.BrandId == id),
            _ => products,
        };
        return products.OrderBy(p => p.Id).Take(count).Select(p => p.Id).ToListAsync(ct);
    }

    /// <summary>Notes how far a renewal has come.</summary>
    public Task AdvanceAsync(SearchReindexTask renewal, long doneUpTo, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"UPDATE search_renewals SET done_up_to = {doneUpTo} WHERE id = {renewal.Id}", ct);

    /// <summary>Removes renewals that are done. One that somebody else works on is left to them.</summary>
    public Task EndAsync(long[] renewals, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        DELETE FROM search_renewals WHERE id IN (
            SELECT id FROM search_renewals WHERE id = ANY ({renewals}) ORDER BY id FOR UPDATE SKIP LOCKED)
        """, ct);

    /// <summary>In this transaction nobody waits longer than a second for another who renews.</summary>
    public Task LimitWaitAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '1s'", ct);

    /// <summary>
    /// Locks the entries, in the order of their ids, before what they are made from is read. Of two who renew one entry
    /// the second then reads
    /// what the first one has seen, or newer.
    /// </summary>
    public Task LockAsync(long[] productIds, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"SELECT FROM product_search WHERE product_id = ANY ({productIds}) ORDER BY product_id FOR NO KEY UPDATE", ct);

    public Task<List<SearchSource>> ReadAsync(long[] productIds, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking().Where(p => productIds.Contains(p.Id)).Select(p => new SearchSource
        {
            Id = p.Id,
            Name = p.Name,
            Sku = p.Sku,
            Description = p.Description,
            Category = p.Category!.Name,
            PetType = p.PetType!.Name,
            Brand = p.Brand!.Name,
            CategoryId = p.CategoryId,
            PetTypeId = p.PetTypeId,
            BrandId = p.BrandId,
            Price = p.Price,
            CreatedAt = p.CreatedAt,
            IsActive = p.IsActive,
            InStock = p.Stock!.Quantity > 0,
            FewLeft = p.Stock!.Quantity <= ProductSearchEntry.FewUnits,
        }).ToListAsync(ct);

    /// <summary>Writes entries, new ones too. What stays as it is is not written.</summary>
    public Task WriteAsync(IReadOnlyList<SearchDocument> documents, CancellationToken ct)
    {
        T[] Column<T>(Func<SearchDocument, T> value) => [.. documents.Select(value)];
        return db.Database.ExecuteSqlAsync($"""
            WITH d AS (
                SELECT * FROM unnest(
                    {Column(d => d.Source.Id)}, {Column(d => d.NameKey)}, {Column(d => d.SkuKey)},
                    {Column(d => d.Source.CategoryId)}, {Column(d => d.Source.PetTypeId)},
                        {Column(d => d.Source.BrandId)},
                    {Column(d => d.Source.Price)}, {Column(d => d.Source.Name)}, {Column(d => d.Source.CreatedAt)},
                    {Column(d => d.Source.IsActive)}, {Column(d => d.Source.InStock)},
                    {Column(d => d.Source.FewLeft)}, {Column(d => d.Title)}, {Column(d => d.Belonging)},
                        {Column(d => d.Text)},
                    {Column(d => d.Tokens)})
                AS d (product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name, created_at,
                    is_active, in_stock, few_left, title, belonging, text, tokens))
            INSERT INTO product_search AS e (
                product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name, created_at,
                is_active, in_stock, few_left, vector)
            SELECT product_id, name_key, sku_key, category_id, pet_type_id, brand_id, price, name, created_at,
                is_active, in_stock, few_left, setweight(to_tsvector('petshop_words', title), 'A')
                    || setweight(to_tsvector('petshop_words', belonging), 'B')
                    || setweight(to_tsvector('petshop_words', text), 'C')
                    || strip(to_tsvector('simple', tokens))
            FROM d ORDER BY product_id
            ON CONFLICT (product_id) DO UPDATE SET
                name_key = excluded.name_key, sku_key = excluded.sku_key, category_id = excluded.category_id,
                pet_type_id = excluded.pet_type_id, brand_id = excluded.brand_id, price = excluded.price,
                name = excluded.name, created_at = excluded.created_at, is_active = excluded.is_active,
                in_stock = excluded.in_stock, few_left = excluded.few_left, vector = excluded.vector
            WHERE (e.name_key, e.sku_key, e.category_id, e.pet_type_id, e.brand_id, e.price, e.name,
                    e.is_active, e.in_stock, e.few_left, e.vector)
                IS DISTINCT FROM (excluded.name_key, excluded.sku_key, excluded.category_id, excluded.pet_type_id,
                    excluded.brand_id, excluded.price, excluded.name, excluded.is_active, excluded.in_stock,
                    excluded.few_left, excluded.vector)
            """, ct);
    }

    /// <summary>Removes the entry of a product that is about to be removed and is locked.</summary>
    public Task RemoveAsync(long productId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM product_search WHERE product_id = {productId}", ct);
}
