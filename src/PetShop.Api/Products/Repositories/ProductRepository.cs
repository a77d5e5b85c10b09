using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities;

namespace PetShop.Api.Products.Repositories;

/// <summary>Products one by one.</summary>
internal sealed class ProductRepository(PetShopDbContext db)
{
    /// <summary>Those of the ids that exist, in no order.</summary>
    public Task<List<T>> ListAsync<T>(long[] ids, Expression<Func<Product, T>> shape, CancellationToken ct) =>
        db.Set<Product>().AsNoTracking().Where(p => ids.Contains(p.Id)).Select(shape).ToListAsync(ct);
}
