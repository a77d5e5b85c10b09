using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Repositories.Shipping;

/// <summary>Shipping zones and methods: a few dozen rows.</summary>
internal sealed class ShippingRepository(PetShopDbContext db)
{
    public Task<T?> FindZoneAsync<T>(long id, Expression<Func<ShippingZone, T>> shape, CancellationToken ct)
        where T : class =>
        db.Set<ShippingZone>().AsNoTracking().Where(zone => zone.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    public Task<T?> FindMethodAsync<T>(long id, Expression<Func<ShippingMethod, T>> shape, CancellationToken ct)
        where T : class =>
        db.Set<ShippingMethod>().AsNoTracking().Where(method => method.Id == id).Select(shape)
            .SingleOrDefaultAsync(ct);

    /// <summary>The zone for a change, locked until the transaction ends; null if it does not exist.</summary>
    public Task<ShippingZone?> LockZoneAsync(long id, CancellationToken ct) => db.Set<ShippingZone>()
        .FromSql($"SELECT * FROM shipping_zones WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct);

    /// <summary>The method for a change, locked until the transaction ends; null if it does not exist.</summary>
    public Task<ShippingMethod?> LockMethodAsync(long id, CancellationToken ct) => db.Set<ShippingMethod>()
        .FromSql($"SELECT * FROM shipping_methods WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct);

    /// <summary>In the order of their creation.</summary>
    /// <param name="after">The id of the previous page's last zone; 0 for the first page.</param>
    public Task<ListResult<T>> ListZonesAsync<T>(
        long after, int count, Expression<Func<ShippingZone, T>> shape, CancellationToken ct) =>
        db.ListAsync(
            db.Set<ShippingZone>().AsNoTracking().Where(zone => zone.Id > after).OrderBy(zone => zone.Id).Take(count)
                .Select(shape),
            db.Set<ShippingZone>(), after == 0, ct);

    /// <summary>By zone, position and id.</summary>
    /// <param name="after">The previous page's last method; null for the first page.</param>
    public Task<ListResult<T>> ListMethodsAsync<T>(
        ShippingMethodCriteria criteria, ShippingMethodPlace? after, int count,
        Expression<Func<ShippingMethod, T>> shape, CancellationToken ct)
    {
        IQueryable<ShippingMethod> methods = db.Set<ShippingMethod>().AsNoTracking();
        if (criteria.ZoneId is { } zoneId)
            methods = methods.Where(method => method.ZoneId == zoneId);
        if (criteria.IsActive is { } isActive)
            methods = methods.Where(method => method.IsActive == isActive);
        var rest = after is { } last
            ? methods.Where(method => EF.Functions.GreaterThan(
                ValueTuple.Create(method.ZoneId, method.Position, method.Id),
                ValueTuple.Create(last.ZoneId, last.Position, last.Id)))
            : methods;
        return db.ListAsync(
            rest.OrderBy(method => method.ZoneId).ThenBy(method => method.Position).ThenBy(method => method.Id)
                .Take(count).Select(shape),
            methods, after is null, ct);
    }

    public Task<List<T>> ListAllZonesAsync<T>(Expression<Func<ShippingZone, T>> shape, CancellationToken ct) =>
        db.Set<ShippingZone>().AsNoTracking().OrderBy(zone => zone.Id).Select(shape).ToListAsync(ct);

    /// <summary>The methods that are offered, by position and id.</summary>
    public Task<List<T>> ListActiveMethodsAsync<T>(Expression<Func<ShippingMethod, T>> shape, CancellationToken ct) =>
        db.Set<ShippingMethod>().AsNoTracking().Where(method => method.IsActive)
            .OrderBy(method => method.Position).ThenBy(method => method.Id).Select(shape).ToListAsync(ct);

    public void Add(ShippingZone zone) => db.Add(zone);

    public void Add(ShippingMethod method) => db.Add(method);

    public void Remove(ShippingMethod method) => db.Remove(method);

    /// <summary>Removes the zone if it has no methods.</summary>
    /// <returns>Whether it was removed.</returns>
    public async Task<bool> TryRemoveAsync(ShippingZone zone, CancellationToken ct)
    {
        db.Remove(zone);
        try
        {
            await db.SaveOrUndoAsync(ct);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return false;
        }
    }

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);
}

/// <summary>Filters of shipping methods.</summary>
internal sealed record ShippingMethodCriteria(long? ZoneId, bool? IsActive);

/// <summary>The position of a shipping method in their list.</summary>
internal sealed record ShippingMethodPlace(long ZoneId, int Position, long Id);
