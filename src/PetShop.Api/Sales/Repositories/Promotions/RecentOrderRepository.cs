using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Repositories.Promotions;

/// <summary>The orders on which a promotion is tried out.</summary>
internal sealed class RecentOrderRepository(PetShopDbContext db)
{
    /// <summary>The newest orders that were not cancelled, with their lines, the oldest of them first.</summary>
    public async Task<List<RecentOrder>> ListAsync(string currency, int most, CancellationToken ct)
    {
        var orders = await db.Set<Order>().AsNoTracking()
            .Where(order => order.Status != OrderStatus.Cancelled && order.Currency == currency)
            .OrderByDescending(order => order.Id).Limit(most)
            .Select(order => new RecentOrder(
                order.Id, order.UserId, order.GuestKey, order.ShippingTotal,
                order.Lines.OrderBy(line => line.Position)
                    .Select(line => new RecentLine(line.Position, line.ProductId, line.Quantity, line.Price)).ToList(),
                !db.Set<Order>().Any(other => order.UserId != null && other.UserId == order.UserId
                    && other.Id < order.Id && other.Status != OrderStatus.Cancelled)
                && !db.Set<Order>().Any(other => order.GuestKey != null && other.GuestKey == order.GuestKey
                    && other.Id < order.Id && other.Status != OrderStatus.Cancelled)))
            .ToListAsync(ct);
        orders.Reverse();
        return orders;
    }
}

/// <summary>What a promotion depends on in an order.</summary>
/// <param name="IsFirst">Whether it is the customer's first order that was not cancelled.</param>
internal sealed record RecentOrder(
    long Id, long? UserId, string? GuestKey, decimal ShippingTotal, IReadOnlyList<RecentLine> Lines, bool IsFirst);

/// <summary>A line of an order.</summary>
internal sealed record RecentLine(int Position, long ProductId, int Quantity, decimal Price);
