using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Taxes;
using PetShop.Api.Sales.Repositories.Taxes;
using PetShop.Api.Sales.Services.Taxes;

namespace PetShop.Api.Sales.Services.Seeding;

/// <summary>Adds the standard tax rates once, in new shops and in those that are upgraded.</summary>
internal sealed class TaxRateSeeder(IUnitOfWork work, SeedRegister seeds, TaxRateRepository rates, IShopCache cache)
    : ISeeder
{
    public int Order => 30;

    public Task SeedAsync(CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (!await seeds.TryBeginAsync("tax-rates", ct))
            return;
        await rates.LockAllAsync(ct);
        var known = SeededRates.Read();
        rates.Add(known.Rates.Select(rate => new TaxRate
        {
            Country = rate.Country,
            Region = rate.Region ?? "",
            TaxClass = rate.TaxClass,
            Percent = rate.Percent,
            Name = rate.Name,
            ValidFrom = known.ValidFrom,
            Source = rate.Source,
        }));
        work.InvalidateAfterCommit(() => cache.RemoveAsync([TaxTable.Tag]));
    }, ct);
}
