using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Reference;

namespace PetShop.Api.Products.Repositories;

/// <summary>Categories, pet types and brands: three small tables with the same structure.</summary>
internal sealed class ReferenceRepository(PetShopDbContext db)
{
    private const long TreeLock = 0x50657453547265;

    private static readonly string BrandByName =
        "SELECT * FROM brands WHERE name_key = " + BrandConfiguration.KeyOf("{0}");

    /// <summary>All entries, in the order in which they were created.</summary>
    public Task<List<TShape>> ListAsync<T, TShape>(Expression<Func<T, TShape>> shape, CancellationToken ct)
        where T : ReferenceEntity =>
        db.Set<T>().AsNoTracking().OrderBy(e => e.Id).Select(shape).ToListAsync(ct);

    /// <summary>A page of entries, ordered by name.</summary>
    /// <param name="afterName">
    /// The name of the previous page's last entry, whose id is <paramref name="afterId"/>; null for the first page.
    /// </param>
    public Task<ListResult<TShape>> PageAsync<T, TShape>(
        Expression<Func<T, TShape>> shape, string? afterName, long afterId, int count, CancellationToken ct)
        where T : ReferenceEntity
    {
        var entries = db.Set<T>().AsNoTracking();
        if (afterName is not null)
            entries = entries.Where(
                e => EF.Functions.GreaterThan(ValueTuple.Create(e.Name, e.Id), ValueTuple.Create(afterName, afterId)));
        var page = entries.OrderBy(e => e.Name).ThenBy(e => e.Id).Take(count).Select(shape);
        return db.ListAsync(page, db.Set<T>(), afterName is null, ct);
    }

    public Task<bool> AnyAsync<T>(CancellationToken ct) where T : ReferenceEntity => db.Set<T>().AnyAsync(ct);

    public Task<T?> FindAsync<T>(long id, CancellationToken ct) where T : ReferenceEntity =>
        db.Set<T>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct);

    /// <summary>Reads and locks the entry for an edit or a removal. Other edits and removals of it wait.</summary>
    public async Task<T?> LockAsync<T>(long id, CancellationToken ct) where T : ReferenceEntity
    {
        // A table's name can't be a parameter; this one comes from our own model.
        var sql = "SELECT * FROM " + db.Model.FindEntityType(typeof(T))!.GetTableName() + " WHERE id = {0} FOR UPDATE";
        return (await db.Set<T>().FromSqlRaw(sql, id).ToListAsync(ct)).SingleOrDefault();
    }

    /// <summary>
    /// Lets only one transaction at a time choose a position in the tree. Two concurrent moves could create a cycle, or
    /// a tree that is too deep, without either of them detecting it. Take this lock before any row lock.
    /// </summary>
    public Task LockTreeAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TreeLock})", ct);

    public Task AddAsync<T>(T entry, CancellationToken ct) where T : ReferenceEntity => AddAsync([entry], ct);

    public Task AddAsync<T>(IReadOnlyCollection<T> entries, CancellationToken ct) where T : ReferenceEntity
    {
        db.AddRange(entries);
        return db.SaveChangesAsync(ct);
    }

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>Removes the entry if nothing refers to it.</summary>
    /// <returns>The name of the violated foreign key; null if the entry was removed.</returns>
    public async Task<string?> TryRemoveAsync<T>(T entry, CancellationToken ct) where T : ReferenceEntity
    {
        db.Remove(entry);
        try
        {
            await db.SaveOrUndoAsync(ct);
            return null;
        }
        catch (DbUpdateException e) when (e.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: { } key })
        {
            return key;
        }
    }

    /// <summary>The brand with this name, ignoring case and Unicode normalization form.</summary>
    public async Task<Brand?> FindBrandAsync(string name, CancellationToken ct) =>
        (await db.Set<Brand>().FromSqlRaw(BrandByName, name).AsNoTracking().ToListAsync(ct)).SingleOrDefault();

    /// <summary>
    /// Creates a brand unless another one has this name or slug. If another transaction is creating it, waits for
    /// that transaction.
    /// </summary>
    /// <returns>Whether the brand was created.</returns>
    public async Task<bool> TryAddBrandAsync(string name, string slug, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO brands (name, slug, version) VALUES ({name}, {slug}, 1) ON CONFLICT DO NOTHING", ct) == 1;
}
