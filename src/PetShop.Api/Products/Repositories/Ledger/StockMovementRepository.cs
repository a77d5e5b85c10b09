using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Ledger;

namespace PetShop.Api.Products.Repositories.Ledger;

/// <summary>Filters of a product's movements.</summary>
/// <param name="Reason">Null for all.</param>
/// <param name="FromId">The smallest id; null for no limit.</param>
/// <param name="BeforeId">The first id after the range; null for no limit.</param>
internal sealed record StockMovementCriteria(long ProductId, StockReason? Reason, long? FromId, long? BeforeId);

/// <summary>Reads the ledger of stock. Only <see cref="StockRepository"/> adds to it.</summary>
internal sealed class StockMovementRepository(PetShopDbContext db)
{
    /// <summary>A product's movements, the newest first.</summary>
    /// <param name="before">The id of the previous page's last movement; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        StockMovementCriteria criteria, long? before, int count, Expression<Func<StockMovement, T>> shape,
        CancellationToken ct)
    {
        var all = Matching(criteria);
        var rest = before is { } last ? all.Where(movement => movement.Id < last) : all;
        return db.ListAsync(
            rest.OrderByDescending(movement => movement.Id).Limit(count).Select(shape), all, before is null, ct);
    }

    public Task<T?> FindAsync<T>(
        long productId, long id, Expression<Func<StockMovement, T>> shape, CancellationToken ct) where T : class =>
        db.Set<StockMovement>().AsNoTracking().Where(movement => movement.ProductId == productId && movement.Id == id)
            .Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>Whether there is a movement of this product. Every product has one, also if it was removed.</summary>
    public Task<bool> AnyAsync(long productId, CancellationToken ct) =>
        db.Set<StockMovement>().AnyAsync(movement => movement.ProductId == productId, ct);

    /// <summary>
    /// The reason is a constant in the statement, so that PostgreSQL can use the index of all reasons but sales.
    /// </summary>
    private IQueryable<StockMovement> Matching(StockMovementCriteria criteria)
    {
        var movements = db.Set<StockMovement>().AsNoTracking()
            .Where(movement => movement.ProductId == criteria.ProductId);
        if (criteria.Reason is { } reason)
            movements = movements.Where(movement => movement.Reason == EF.Constant(reason));
        if (criteria.FromId is { } from)
            movements = movements.Where(movement => movement.Id >= from);
        return criteria.BeforeId is { } end ? movements.Where(movement => movement.Id < end) : movements;
    }
}
