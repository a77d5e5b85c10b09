using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Queries;

/// <summary>Finds orders by a product that they contain.</summary>
internal static class ProductLines
{
    /// <summary>The ids of orders with the product, each once: a product may be on several lines.</summary>
    /// <param name="first">The smallest id; null for none.</param>
    /// <param name="end">The first id after the range; null for none.</param>
    /// <param name="orders">The orders that match all other filters.</param>
    public static IQueryable<long> OrdersWith(
        PetShopDbContext db, long productId, long? first, long? end, IQueryable<Order> orders)
    {
        var lines = db.Set<OrderLine>().AsNoTracking().Where(line => line.ProductId == productId);
        if (first is { } from)
            lines = lines.Where(line => line.OrderId >= from);
        if (end is { } before)
            lines = lines.Where(line => line.OrderId < before);
        return lines
            .Where(line => !db.Set<OrderLine>().Any(other => other.OrderId == line.OrderId
                && other.ProductId == line.ProductId && other.Position < line.Position))
            .Where(line => orders.Any(order => order.Id == line.OrderId))
            .Select(line => line.OrderId);
    }
}
