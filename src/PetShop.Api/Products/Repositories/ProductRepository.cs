using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Products.Repositories;

/// <summary>Products one by one.</summary>
internal sealed class ProductRepository(PetShopDbContext db)
{
    private static readonly Func<PetShopDbContext, long, CancellationToken, Task<ProductRow?>> ById =
        EF.CompileAsyncQuery(
            (PetShopDbContext db, long id, CancellationToken ct) =>
                db.Set<Product>().AsNoTracking().Where(p => p.Id == id).Select(ProductRow.Shape).SingleOrDefault());

    public Task<ProductRow?> FindAsync(long id, CancellationToken ct) => ById(db, id, ct);

    /// <param name="lowerSku">In lower case: SKUs are unique whatever their case, by an index on lower(sku).</param>
    [SuppressMessage("Performance", "CA1862", Justification = "It is the database's lower(), which has the index.")]
    public Task<ProductRow?> FindBySkuAsync(string lowerSku, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking().Where(p => p.Sku.ToLower() == lowerSku)
            .Select(ProductRow.Shape).SingleOrDefaultAsync(ct);

    public Task<ProductRow?> FindBySlugAsync(string slug, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking().Where(p => p.Slug == slug).Select(ProductRow.Shape).SingleOrDefaultAsync(ct);

    /// <summary>
    /// The id of the product that the public sees under this SKU in lower case or, where that is null, under this slug.
    /// </summary>
    [SuppressMessage("Performance", "CA1862", Justification = "It is the database's lower(), which has the index.")]
    public Task<long?> FindIdAsync(string? lowerSku, string? slug, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking()
            .Where(lowerSku is not null
                ? p => p.Sku.ToLower() == lowerSku && p.IsActive
                : p => p.Slug == slug && p.IsActive)
            .Select(p => (long?)p.Id).SingleOrDefaultAsync(ct);

    /// <summary>What a sale needs of those of the products that exist, in no order.</summary>
    public Task<List<ProductOnSale>> ListForSaleAsync(long[] ids, CancellationToken ct) => db.ReadAsync($"""
        SELECT p.id, p.sku, p.name, p.price, s.quantity, p.is_active
        FROM products p JOIN product_stock s ON s.product_id = p.id WHERE p.id = ANY ({ids})
        """, ReadForSale, ct);

    /// <summary>The same; a removal of one of them waits until the transaction ends. Edits and sales do not.</summary>
    public Task<List<ProductOnSale>> HoldForSaleAsync(long[] ids, CancellationToken ct) => db.ReadAsync($"""
        SELECT p.id, p.sku, p.name, p.price, s.quantity, p.is_active
        FROM products p JOIN product_stock s ON s.product_id = p.id WHERE p.id = ANY ({ids}) FOR KEY SHARE OF p
        """, ReadForSale, ct);

    /// <summary>
    /// Those of the ids that exist. A removal of one waits until the transaction ends; edits and sales do not.
    /// </summary>
    public Task<List<T>> LockAgainstRemovalAsync<T>(
        long[] ids, Expression<Func<Product, T>> shape, CancellationToken ct) =>
        db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = ANY ({ids}) FOR KEY SHARE").AsNoTracking()
            .Select(shape).ToListAsync(ct);

    /// <summary>Whether the public sees the product, which is not locked; null where there is none.</summary>
    public Task<bool?> FindIsActiveAsync(long id, CancellationToken ct) =>
        db.Set<Product>().Where(p => p.Id == id).Select(p => (bool?)p.IsActive).SingleOrDefaultAsync(ct);

    public Task<bool> AnyAsync(CancellationToken ct) => db.Set<Product>().AnyAsync(ct);

    /// <summary>
    /// The product to be edited. Others who edit it wait until the transaction ends; who sells it does not.
    /// </summary>
    public async Task<Product?> LockAsync(long id, CancellationToken ct) =>
        (await db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = {id} FOR NO KEY UPDATE").ToListAsync(ct))
            .SingleOrDefault();

    /// <summary>The product to be removed. New orders that name it wait as well.</summary>
    public async Task<Product?> LockForRemovalAsync(long id, CancellationToken ct) =>
        (await db.Set<Product>().FromSql($"SELECT * FROM products WHERE id = {id} FOR UPDATE").ToListAsync(ct))
            .SingleOrDefault();

    /// <summary>Adds the product, if no other has its SKU or slug.</summary>
    /// <returns>The unique index that refuses it; null when it is in.</returns>
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

    private static ProductOnSale ReadForSale(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetDecimal(3), row.GetInt32(4), row.GetBoolean(5));
}

/// <summary>What a sale needs to know of a product.</summary>
internal sealed record ProductOnSale(long Id, string Sku, string Name, decimal Price, int Stock, bool IsActive);
