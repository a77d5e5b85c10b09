using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Taxes;
using PetShop.Api.Sales.Entities.Taxes;
using PetShop.Api.Sales.Repositories.Taxes;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>Manages the rates of taxes. Requests must be validated.</summary>
public interface ITaxRateService
{
    /// <summary>By country, region and id.</summary>
    Task<Page<TaxRateResponse>> ListAsync(TaxRateFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<TaxRateResponse> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400: the period ends before it begins. 409 tax-rate-overlap.</exception>
    Task<TaxRateResponse> CreateAsync(CreateTaxRateRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400: the period ends before it begins. 404. 409 tax-rate-overlap. 412: it was
    /// changed since.</exception>
    Task<TaxRateResponse> UpdateAsync(
        long id, UpdateTaxRateRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Removes a rate. Orders keep the rates that they were charged.</summary>
    /// <exception cref="ShopException">404; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class TaxRateService(IUnitOfWork work, TaxRateRepository rates, IShopCache cache) : ITaxRateService
{
    private const string ListName = "tax-rates";

    public async Task<Page<TaxRateResponse>> ListAsync(TaxRateFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<TaxRatePlace>(ListName, filter.Cursor);
        var criteria = new TaxRateCriteria(filter.Country, filter.Region, filter.TaxClass, filter.On);
        var found = await rates.ListAsync(criteria, after, filter.Limit + 1, TaxRateResponse.FromEntity, ct);
        return Page.From(found, filter.Limit,
            last => Cursor.Encode(ListName, new TaxRatePlace(last.Country, last.Region ?? "", last.Id)));
    }

    public async Task<TaxRateResponse> GetAsync(long id, CancellationToken ct) =>
        await rates.FindAsync(id, TaxRateResponse.FromEntity, ct) ?? throw NotFound(id);

    public Task<TaxRateResponse> CreateAsync(CreateTaxRateRequest request, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            await rates.LockAllAsync(ct);
            var rate = new TaxRate
            {
                Country = request.Country!,
                Region = request.Region ?? "",
                TaxClass = request.TaxClass!.Value,
                Percent = request.Percent!.Value,
                Name = request.Name!,
                ValidFrom = request.ValidFrom!.Value,
                ValidTo = request.ValidTo,
                Source = request.Source,
            };
            rates.Add([rate]);
            return await SaveAsync(rate, ct);
        }, ct);

    public Task<TaxRateResponse> UpdateAsync(
        long id, UpdateTaxRateRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            await rates.LockAllAsync(ct);
            var rate = await LockAsync(id, ifMatch, ct);
            rate.Country = patch.Country.Or(rate.Country)!;
            rate.Region = patch.Region.IsSet ? patch.Region.Value ?? "" : rate.Region;
            rate.TaxClass = patch.TaxClass.Or(rate.TaxClass);
            rate.Percent = patch.Percent.Or(rate.Percent);
            rate.Name = patch.Name.Or(rate.Name)!;
            rate.ValidFrom = patch.ValidFrom.Or(rate.ValidFrom);
            rate.ValidTo = patch.ValidTo.Or(rate.ValidTo);
            rate.Source = patch.Source.Or(rate.Source);
            rate.MarkEdited();
            return await SaveAsync(rate, ct);
        }, ct);

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        rates.Remove(await LockAsync(id, ifMatch, ct));
        work.InvalidateAfterCommit(DropAsync);
    }, ct);

    private async Task<TaxRateResponse> SaveAsync(TaxRate rate, CancellationToken ct)
    {
        if (rate.ValidTo < rate.ValidFrom)
            throw ShopException.Invalid("valid_to", "The last day must not be before the first one, valid_from.");
        await rates.SaveAsync(ct);
        work.InvalidateAfterCommit(DropAsync);
        return TaxRateResponse.From(rate);
    }

    private async Task<TaxRate> LockAsync(long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var rate = await rates.LockAsync(id, ct) ?? throw NotFound(id);
        ifMatch.Require(rate.Version);
        return rate;
    }

    private Task DropAsync() => cache.RemoveAsync([TaxTable.Tag]);

    private static ShopException NotFound(long id) =>
        ShopException.NotFound($"There is no tax rate {id}. GET /sales/tax-rates lists them.");
}
