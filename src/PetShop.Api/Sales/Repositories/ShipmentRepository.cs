using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Shipments;

namespace PetShop.Api.Sales.Repositories;

/// <summary>Shipments of orders, with their lines.</summary>
internal sealed class ShipmentRepository(PetShopDbContext db)
{
    /// <summary>An order's shipments, the oldest first.</summary>
    /// <param name="after">The number of the previous page's last shipment; 0 for the first page.</param>
    public Task<ListResult<Shipment>> ListAsync(long orderId, int after, int count, CancellationToken ct) =>
        db.ListAsync(
            WithLines(Of(orderId).Where(shipment => shipment.Number > after).OrderBy(shipment => shipment.Number)
                .Limit(count)),
            Of(orderId), after == 0, ct);

    /// <summary>The shipment; null if it does not exist.</summary>
    public Task<Shipment?> FindAsync(long orderId, int number, CancellationToken ct) =>
        WithLines(Of(orderId)).SingleOrDefaultAsync(shipment => shipment.Number == number, ct);

    /// <summary>The shipment for a change; null if it does not exist. Lock the order first.</summary>
    public Task<Shipment?> FindForChangeAsync(long orderId, int number, CancellationToken ct) =>
        WithLines(db.Set<Shipment>()).SingleOrDefaultAsync(
            shipment => shipment.OrderId == orderId && shipment.Number == number, ct);

    /// <summary>The number of the order's next shipment. Lock the order first.</summary>
    public async Task<int> NextNumberAsync(long orderId, CancellationToken ct) =>
        (await Of(orderId).MaxAsync(shipment => (int?)shipment.Number, ct) ?? 0) + 1;

    /// <summary>The orders with this tracking number, the newest first.</summary>
    /// <param name="key">See <see cref="Shipment.KeyOf"/>.</param>
    public Task<List<long>> FindOrdersAsync(string key, int most, CancellationToken ct) =>
        db.Set<Shipment>().AsNoTracking().Where(shipment => shipment.TrackingKey == key)
            .Select(shipment => shipment.OrderId).Distinct().OrderByDescending(id => id).Take(most).ToListAsync(ct);

    public void Add(Shipment shipment) => db.Add(shipment);

    private static IQueryable<Shipment> WithLines(IQueryable<Shipment> shipments) =>
        shipments.Include(shipment => shipment.Lines.OrderBy(line => line.Position)).ThenInclude(line => line.Line);

    private IQueryable<Shipment> Of(long orderId) =>
        db.Set<Shipment>().AsNoTracking().Where(shipment => shipment.OrderId == orderId);
}
