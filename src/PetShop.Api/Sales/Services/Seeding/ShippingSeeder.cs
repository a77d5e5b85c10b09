using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Services.Seeding;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Shipping;
using PetShop.Api.Sales.Services.Shipping;

namespace PetShop.Api.Sales.Services.Seeding;

/// <summary>
/// Adds two sample zones with their shipping methods to a new shop with the sample catalogue, once. A shop that has an
/// order is never changed: an upgrade must not begin to charge for shipping.
/// </summary>
internal sealed class ShippingSeeder(
    IUnitOfWork work, SeedRegister seeds, ShippingRepository shipping, OrderRepository orders, IShopCache cache,
    IOptions<ShopOptions> shop, IOptions<SeedOptions> options) : ISeeder
{
    /// <summary>Kilograms: the most that a parcel service takes. Heavier goods go by freight.</summary>
    private const decimal ParcelWeight = 31.5m;

    public int Order => 31;

    public Task SeedAsync(CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!options.Value.Catalogue || !await seeds.TryBeginAsync("shipping", ct) || await orders.AnyAsync(ct))
            return;
        var home = await AddZoneAsync("Home", [shop.Value.Country], ct);
        Add(home, "standard", "Standard delivery", ShippingBasis.Weight,
            [new(0, 4.90m), new(5, 6.90m), new(15, 11.90m), new(ParcelWeight, 39.90m)],
            days: (2, 3), position: 1, freeFrom: 49);
        Add(home, "express", "Express delivery", ShippingBasis.Flat, [new(0, 9.90m)], days: (1, 1), position: 2,
            maxWeight: ParcelWeight);
        Add(home, "pick-up", "Pick up in the shop", ShippingBasis.Flat, [new(0, 0)], days: (0, 1), position: 3,
            kind: ShippingKind.PickUp);
        var europe = await AddZoneAsync(
            "European Union", [.. Places.OfEu.Where(country => country != shop.Value.Country)], ct);
        Add(europe, "standard", "Standard delivery", ShippingBasis.Weight,
            [new(0, 9.90m), new(5, 14.90m), new(15, 24.90m), new(ParcelWeight, 89.00m)], days: (3, 7), position: 1);
        work.InvalidateAfterCommit(() => cache.RemoveAsync([ShippingTable.Tag]));
    }, ct);

    private async Task<ShippingZone> AddZoneAsync(string name, string[] countries, CancellationToken ct)
    {
        var zone = new ShippingZone { Name = name, Countries = countries, Regions = [], PostalCodes = [] };
        shipping.Add(zone);
        await shipping.SaveAsync(ct);
        return zone;
    }

    private void Add(
        ShippingZone zone, string code, string name, ShippingBasis basis, ShippingStep[] steps,
        (int Min, int Max) days, int position, decimal? freeFrom = null, ShippingKind kind = ShippingKind.Delivery,
        decimal? maxWeight = null) =>
        shipping.Add(new ShippingMethod
        {
            ZoneId = zone.Id,
            Code = code,
            Name = name,
            Kind = kind,
            Basis = basis,
            Steps = [.. steps.Select(step => step with { Price = Currency.Of(shop.Value.Currency).Round(step.Price) })],
            FreeFrom = freeFrom,
            MinDays = days.Min,
            MaxDays = days.Max,
            MaxWeight = maxWeight,
            Position = position,
            IsActive = true,
        });
}
