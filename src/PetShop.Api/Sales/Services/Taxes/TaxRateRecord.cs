using System.Linq.Expressions;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Taxes;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>A tax rate for services.</summary>
/// <param name="Region">Empty for the whole country.</param>
public sealed record TaxRateRecord(
    string Country, string Region, TaxClass TaxClass, decimal Percent, string Name, DateOnly ValidFrom,
    DateOnly? ValidTo)
{
    internal static readonly Expression<Func<TaxRate, TaxRateRecord>> FromEntity = rate => new(
        rate.Country, rate.Region, rate.TaxClass, rate.Percent, rate.Name, rate.ValidFrom, rate.ValidTo);

    internal bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo >= day);
}

/// <summary>All rates at one point in time, as read from the database.</summary>
internal sealed record TaxRateRecords(IReadOnlyList<TaxRateRecord> Rates);
