using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Repositories.Shipping;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>Manages shipping zones. Requests must be validated.</summary>
public interface IShippingZoneService
{
    /// <summary>In the order of their creation.</summary>
    Task<Page<ShippingZoneResponse>> ListAsync(ShippingZoneFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<ShippingZoneResponse> GetAsync(long id, CancellationToken ct);

    Task<ShippingZoneResponse> CreateAsync(CreateShippingZoneRequest request, CancellationToken ct);

    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    Task<ShippingZoneResponse> UpdateAsync(
        long id, UpdateShippingZoneRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: it has methods; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ShippingZoneService(IUnitOfWork work, ShippingRepository shipping, IShopCache cache)
    : IShippingZoneService
{
    private const string ListName = "shipping-zones";

    public async Task<Page<ShippingZoneResponse>> ListAsync(ShippingZoneFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<long>(ListName, filter.Cursor);
        var found = await shipping.ListZonesAsync(after, filter.Limit + 1, ShippingZoneResponse.FromEntity, ct);
        return Page.From(found, filter.Limit, last => Cursor.Encode(ListName, last.Id));
    }

    public async Task<ShippingZoneResponse> GetAsync(long id, CancellationToken ct) =>
        await shipping.FindZoneAsync(id, ShippingZoneResponse.FromEntity, ct)
        ?? throw ShippingProblems.ZoneNotFound(id);

    public Task<ShippingZoneResponse> CreateAsync(CreateShippingZoneRequest request, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var zone = new ShippingZone
            {
                Name = request.Name!,
                Countries = Each(request.Countries),
                Regions = Each(request.Regions),
                PostalCodes = Ranges(request.PostalCodes),
            };
            shipping.Add(zone);
            return await SaveAsync(zone, ct);
        }, ct);

    public Task<ShippingZoneResponse> UpdateAsync(
        long id, UpdateShippingZoneRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var zone = await LockAsync(id, ifMatch, ct);
            zone.Name = patch.Name.Or(zone.Name)!;
            zone.Countries = patch.Countries.IsSet ? Each(patch.Countries.Value) : zone.Countries;
            zone.Regions = patch.Regions.IsSet ? Each(patch.Regions.Value) : zone.Regions;
            zone.PostalCodes = patch.PostalCodes.IsSet ? Ranges(patch.PostalCodes.Value) : zone.PostalCodes;
            zone.MarkEdited();
            return await SaveAsync(zone, ct);
        }, ct);

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!await shipping.TryRemoveAsync(await LockAsync(id, ifMatch, ct), ct))
            throw ShippingProblems.ZoneIsInUse();
        work.InvalidateAfterCommit(DropAsync);
    }, ct);

    private async Task<ShippingZoneResponse> SaveAsync(ShippingZone zone, CancellationToken ct)
    {
        await shipping.SaveAsync(ct);
        work.InvalidateAfterCommit(DropAsync);
        return ShippingZoneResponse.From(zone);
    }

    private async Task<ShippingZone> LockAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var zone = await shipping.LockZoneAsync(id, ct) ?? throw ShippingProblems.ZoneNotFound(id);
        ifMatch.Require(zone.Version);
        return zone;
    }

    private Task DropAsync() => cache.RemoveAsync([ShippingTable.Tag]);

    private static string[] Each(IReadOnlyList<string>? codes) => [.. (codes ?? []).Distinct()];

    private static PostalCodeRange[] Ranges(IReadOnlyList<PostalCodeRangeRequest>? ranges) =>
        [.. (ranges ?? []).Select(range => new PostalCodeRange(range.Country!, PostalCodeRange.Normalize(range.From!),
            PostalCodeRange.Normalize(range.To ?? range.From!))).Distinct()];
}
