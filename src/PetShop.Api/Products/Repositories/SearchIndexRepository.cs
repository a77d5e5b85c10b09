using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories;

/// <summary>The current data from which a search entry is built.</summary>
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

/// <summary>The values that are written to a search entry.</summary>
/// <param name="NameKey">The folded name, or its hash.</param>
/// <param name="SkuKey">The folded SKU, or its hash.</param>
/// <param name="Title">Folded words with the highest weight.</param>
/// <param name="Belonging">Folded words of the SKU, brand, category and pet type.</param>
/// <param name="Text">Folded words of the description.</param>
/// <param name="Tokens">See <see cref="SearchTokens"/>.</param>
internal sealed record SearchDocument(
    SearchSource Source, string NameKey, string SkuKey, string Title, string Belonging, string Text, string Tokens);

/// <summary>Search entries, and the tasks that rewrite them.</summary>
internal sealed class SearchIndexRepository(PetShopDbContext db)
{
    /// <summary>Records that the search entries of these products must be rewritten.</summary>
    /// <returns>The ids of the recorded tasks.</returns>
    public async Task<long[]> MarkAsync(long[] productIds, CancellationToken ct) => [.. await db.Database
        .SqlQuery<long>(
            $"INSERT INTO search_renewals (product_id) SELECT unnest({productIds}) RETURNING id AS \"Value\"")
        .ToListAsync(ct)];

    /// <summary>Records that all entries of the task must be rewritten.</summary>
    public Task MarkAsync(SearchReindexTask renewal, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO search_renewals (product_id, category_id, pet_type_id, brand_id)
        VALUES ({renewal.ProductId}, {renewal.CategoryId}, {renewal.PetTypeId}, {renewal.BrandId})
        """, ct);

    /// <summary>
    /// Reads and locks a task that no other transaction is processing; null if there is none. Tasks for single products
    /// come before those that take long.
    /// </summary>
    public async Task<SearchReindexTask?> TakeAsync(CancellationToken ct) => (await db.Set<SearchReindexTask>()
        .FromSql($"SELECT * FROM search_renewals ORDER BY product_id IS NULL, id LIMIT 1 FOR UPDATE SKIP LOCKED")
        .AsNoTracking().ToListAsync(ct)).SingleOrDefault();

    /// <summary>The next products of a task, by id.</summary>
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

    /// <summary>Records the progress of a task.</summary>
    public Task AdvanceAsync(SearchReindexTask renewal, long doneUpTo, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"UPDATE search_renewals SET done_up_to = {doneUpTo} WHERE id = {renewal.Id}", ct);

    /// <summary>
    /// Deletes completed tasks. A task that another transaction is processing is left to that transaction.
    /// </summary>
    public Task EndAsync(long[] renewals, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        DELETE FROM search_renewals WHERE id IN (
            SELECT id FROM search_renewals WHERE id = ANY ({renewals}) ORDER BY id FOR UPDATE SKIP LOCKED)
        """, ct);

    /// <summary>
    /// Limits each wait for a lock in this transaction to one second: another transaction may be rewriting the
    /// same entries.
    /// </summary>
    public Task LimitWaitAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '1s'", ct);

    /// <summary>
    /// Locks the entries, in id order, before their source data is read. If two transactions rewrite one entry, the
    /// second one then reads the same data as the first, or newer data.
    /// </summary>
    public Task LockAsync(long[] productIds, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"SELECT FROM product_search WHERE product_id = ANY ({productIds}) ORDER BY product_id FOR NO KEY UPDATE", ct);

    /// <param name="now">Decides whether a product can be sent.</param>
    public Task<List<SearchSource>> ReadAsync(long[] productIds, DateTimeOffset now, CancellationToken ct) =>
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
            InStock = p.Stock!.Quantity > 0 && (p.Stock.AvailableFrom == null || p.Stock.AvailableFrom <= now),
            FewLeft = p.Stock.Quantity <= (p.Stock.LowStockThreshold ?? ProductSearchEntry.FewUnits),
        }).ToListAsync(ct);

    /// <summary>Inserts or updates entries. Unchanged entries are not written.</summary>
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

    /// <summary>Removes the entry of a locked product that is about to be removed.</summary>
    public Task RemoveAsync(long productId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM product_search WHERE product_id = {productId}", ct);
}
