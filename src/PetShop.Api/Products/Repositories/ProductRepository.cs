using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Repositories;

/// <summary>Reads, locks and writes individual products.</summary>
internal sealed class ProductRepository(PetShopDbContext db)
{
    public Task<ProductRow?> FindAsync(long id, CancellationToken ct) => ReadAsync($"p.id = {id}", ct);

    /// <param name="lowerSku">
    /// The SKU in lower case. SKUs are unique regardless of case, through an index on lower(sku).
    /// </param>
    public Task<ProductRow?> FindBySkuAsync(string lowerSku, CancellationToken ct) =>
        ReadAsync($"lower(p.sku) = {lowerSku}", ct);

    public Task<ProductRow?> FindBySlugAsync(string slug, CancellationToken ct) => ReadAsync($"p.slug = {slug}", ct);

    /// <summary>
    /// The id of the publicly visible product with this SKU in lower case or, if the SKU is null, with this slug.
    /// </summary>
    [SuppressMessage("Performance", "CA1862", Justification = "It is the database's lower(), which has the index.")]
    public Task<long?> FindIdAsync(string? lowerSku, string? slug, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking()
            .Where(lowerSku is not null
                ? p => p.Sku.ToLower() == lowerSku && p.IsActive
                : p => p.Slug == slug && p.IsActive)
            .Select(p => (long?)p.Id).SingleOrDefaultAsync(ct);

    /// <summary>The id of the product with this SKU in lower case, whether it is publicly visible or not.</summary>
    [SuppressMessage("Performance", "CA1862", Justification = "It is the database's lower(), which has the index.")]
    public Task<long?> FindAnyIdAsync(string lowerSku, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking().Where(p => p.Sku.ToLower() == lowerSku)
            .Select(p => (long?)p.Id).SingleOrDefaultAsync(ct);

    /// <summary>The data that a sale needs, for those products that exist, in no particular order.</summary>
    public Task<List<ProductOnSale>> ListForSaleAsync(long[] ids, CancellationToken ct) => db.ReadAsync($"""
        SELECT p.id, p.sku, p.name, p.price, p.is_active, s.quantity, s.backorder_limit, s.available_from,
            s.low_stock_threshold, p.tax_class, p.weight, p.category_id, p.pet_type_id, p.brand_id, p.is_gift_card
        FROM products p JOIN product_stock s ON s.product_id = p.id WHERE p.id = ANY ({ids})
        """, ReadForSale, ct);

    /// <summary>
    /// Like <see cref="ListForSaleAsync"/>. Until the transaction ends, removals of these products wait; edits and
    /// sales do not.
    /// </summary>
    public Task<List<ProductOnSale>> HoldForSaleAsync(long[] ids, CancellationToken ct) => db.ReadAsync($"""
        SELECT p.id, p.sku, p.name, p.price, p.is_active, s.quantity, s.backorder_limit, s.available_from,
            s.low_stock_threshold, p.tax_class, p.weight, p.category_id, p.pet_type_id, p.brand_id, p.is_gift_card
        FROM products p JOIN product_stock s ON s.product_id = p.id WHERE p.id = ANY ({ids}) FOR KEY SHARE OF p
        """, ReadForSale, ct);

    /// <summary>
    /// The products with these ids, if they exist. Until the transaction ends, removals of them wait; edits and sales
    /// do not.
    /// </summary>
    public Task<List<T>> LockAgainstRemovalAsync<T>(
        long[] ids, Expression<Func<Product, T>> shape, CancellationToken ct) =>
        db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = ANY ({ids}) FOR KEY SHARE").AsNoTracking()
            .Select(shape).ToListAsync(ct);

    /// <summary>Whether the product is publicly visible, read without a lock; null if it does not exist.</summary>
    public Task<bool?> FindIsActiveAsync(long id, CancellationToken ct) =>
        db.Set<Product>().Where(p => p.Id == id).Select(p => (bool?)p.IsActive).SingleOrDefaultAsync(ct);

    /// <summary>The ids of the products with these SKUs in lower case, if they exist.</summary>
    public Task<List<ProductName>> ListBySkuAsync(string[] lowerSkus, CancellationToken ct) => db.ReadAsync(
        $"SELECT id, sku, name FROM products WHERE lower(sku) = ANY ({lowerSkus})",
        row => new ProductName(row.GetInt64(0), row.GetString(1), row.GetString(2)), ct);

    public Task<bool> AnyAsync(CancellationToken ct) => db.Set<Product>().AnyAsync(ct);

    /// <summary>
    /// Reads and locks the product for an edit. Until the transaction ends, other edits of it wait; sales do not.
    /// </summary>
    public async Task<Product?> LockAsync(long id, CancellationToken ct) =>
        (await db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = {id} FOR NO KEY UPDATE").ToListAsync(ct))
            .SingleOrDefault();

    /// <summary>Reads and locks the product for its removal. New orders of it wait as well.</summary>
    public async Task<Product?> LockForRemovalAsync(long id, CancellationToken ct) =>
        (await db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = {id} FOR UPDATE").ToListAsync(ct))
            .SingleOrDefault();

    /// <summary>Adds the product if no other product has its SKU or slug.</summary>
    /// <returns>The name of the violated unique index; null if the product was added.</returns>
    public async Task<string?> TryAddAsync(Product product, CancellationToken ct)
    {
        db.Add(product);
        try
        {
            await db.SaveOrUndoAsync(ct);
            return null;
        }
        catch (DbUpdateException e) when (e.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } index })
        {
            db.Entry(product).State = EntityState.Detached;   // the transaction goes on
            return index;
        }
    }

    public Task AddAsync(IEnumerable<Product> products, CancellationToken ct)
    {
        db.AddRange(products);
        return db.SaveChangesAsync(ct);
    }

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public Task RemoveAsync(Product product, CancellationToken ct)
    {
        db.Remove(product);
        return db.SaveChangesAsync(ct);
    }

    /// <param name="condition">True for at most one product.</param>
    private async Task<ProductRow?> ReadAsync(FormattableString condition, CancellationToken ct) =>
        (await db.ReadAsync(ProductRow.Select(condition), ProductRow.Read, ct)).SingleOrDefault();

    private static ProductOnSale ReadForSale(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetBoolean(4), row.GetInt32(5),
        row.GetInt32(6), row.ValueOrNull<DateTimeOffset>(7), row.ValueOrNull<int>(8))
    {
        TaxClass = ProductRow.TaxClassOf(row, 9),
        Weight = row.ValueOrNull<decimal>(10),
        CategoryId = row.GetInt64(11),
        PetTypeId = row.GetInt64(12),
        BrandId = row.ValueOrNull<long>(13),
        IsGiftCard = row.GetBoolean(14),
    };
}

/// <summary>The data of a product that a sale needs.</summary>
internal sealed record ProductOnSale(
    long Id, string Sku, string Name, decimal Price, bool IsActive, int Stock, int BackorderLimit,
    DateTimeOffset? AvailableFrom, int? LowStockThreshold)
{
    public required TaxClass? TaxClass { get; init; }
    public required decimal? Weight { get; init; }
    public required long CategoryId { get; init; }
    public required long PetTypeId { get; init; }
    public required long? BrandId { get; init; }
    public required bool IsGiftCard { get; init; }
}

/// <summary>What identifies a product to people.</summary>
internal sealed record ProductName(long Id, string Sku, string Name);
