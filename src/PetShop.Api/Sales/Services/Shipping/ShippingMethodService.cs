using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Repositories.Shipping;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>Manages shipping methods. Requests must be validated.</summary>
public interface IShippingMethodService
{
    /// <summary>By zone and position.</summary>
    Task<Page<ShippingMethodResponse>> ListAsync(ShippingMethodFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<ShippingMethodResponse> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400: the steps or days do not fit together, the zone is unknown, or
    /// duplicate-code.</exception>
    Task<ShippingMethodResponse> CreateAsync(CreateShippingMethodRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 as for a new one; 404; 412: it was changed since.</exception>
    Task<ShippingMethodResponse> UpdateAsync(
        long id, UpdateShippingMethodRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Removes a method. Orders keep its name and price.</summary>
    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class ShippingMethodService(
    IUnitOfWork work, ShippingRepository shipping, IShopCache cache, Currency currency) : IShippingMethodService
{
    private const string ListName = "shipping-methods";

    public async Task<Page<ShippingMethodResponse>> ListAsync(ShippingMethodFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<ShippingMethodPlace>(ListName, filter.Cursor);
        var found = await shipping.ListMethodsAsync(
            new(filter.ZoneId, filter.IsActive), after, filter.Limit + 1, ShippingMethodResponse.FromEntity, ct);
        return Page.From(found, filter.Limit,
            last => Cursor.Encode(ListName, new ShippingMethodPlace(last.ZoneId, last.Position, last.Id)));
    }

    public async Task<ShippingMethodResponse> GetAsync(long id, CancellationToken ct) =>
        await shipping.FindMethodAsync(id, ShippingMethodResponse.FromEntity, ct)
        ?? throw ShippingProblems.MethodNotFound(id);

    public Task<ShippingMethodResponse> CreateAsync(CreateShippingMethodRequest request, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var method = new ShippingMethod
            {
                ZoneId = request.ZoneId!.Value,
                Code = request.Code!,
                Name = request.Name!,
                Description = request.Description,
                Kind = request.Kind!.Value,
                Basis = request.Basis!.Value,
                Steps = Steps(request.Steps!),
                FreeFrom = request.FreeFrom,
                MinDays = request.MinDays!.Value,
                MaxDays = request.MaxDays!.Value,
                MaxWeight = request.MaxWeight,
                Position = request.Position ?? 0,
                IsActive = request.IsActive ?? true,
            };
            shipping.Add(method);
            return await SaveAsync(method, ct);
        }, ct);

    public Task<ShippingMethodResponse> UpdateAsync(
        long id, UpdateShippingMethodRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var method = await LockAsync(id, ifMatch, ct);
            Apply(patch, method);
            method.MarkEdited();
            return await SaveAsync(method, ct);
        }, ct);

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        shipping.Remove(await LockAsync(id, ifMatch, ct));
        work.InvalidateAfterCommit(DropAsync);
    }, ct);

    private static void Apply(UpdateShippingMethodRequest patch, ShippingMethod method)
    {
        method.ZoneId = patch.ZoneId.Or(method.ZoneId);
        method.Code = patch.Code.Or(method.Code)!;
        method.Name = patch.Name.Or(method.Name)!;
        method.Description = patch.Description.Or(method.Description);
        method.Kind = patch.Kind.Or(method.Kind);
        method.Basis = patch.Basis.Or(method.Basis);
        method.Steps = patch.Steps is { IsSet: true, Value: { } steps } ? Steps(steps) : method.Steps;
        method.FreeFrom = patch.FreeFrom.Or(method.FreeFrom);
        method.MinDays = patch.MinDays.Or(method.MinDays);
        method.MaxDays = patch.MaxDays.Or(method.MaxDays);
        method.MaxWeight = patch.MaxWeight.Or(method.MaxWeight);
        method.Position = patch.Position.Or(method.Position);
        method.IsActive = patch.IsActive.Or(method.IsActive);
    }

    private async Task<ShippingMethodResponse> SaveAsync(ShippingMethod method, CancellationToken ct)
    {
        ShippingMethodRules.Require(method, currency);
        await shipping.SaveAsync(ct);
        work.InvalidateAfterCommit(DropAsync);
        return ShippingMethodResponse.From(method);
    }

    private async Task<ShippingMethod> LockAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var method = await shipping.LockMethodAsync(id, ct) ?? throw ShippingProblems.MethodNotFound(id);
        ifMatch.Require(method.Version);
        return method;
    }

    private Task DropAsync() => cache.RemoveAsync([ShippingTable.Tag]);

    private static ShippingStep[] Steps(IReadOnlyList<ShippingStepRequest> steps) =>
        [.. steps.Select(step => new ShippingStep(step.From!.Value, step.Price!.Value))];
}
