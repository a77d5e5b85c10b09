using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Taxes;

namespace PetShop.Api.Sales.Repositories.Taxes;

/// <summary>The rates of taxes: some hundred rows.</summary>
internal sealed class TaxRateRepository(PetShopDbContext db)
{
    private const long WriteLock = 0x54617852617465;

    /// <summary>
    /// Lets only one transaction at a time add or change rates. Rows that overlap and are written at once wait for
    /// each other at the exclusion constraint, which PostgreSQL ends as a deadlock.
    /// </summary>
    public Task LockAllAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WriteLock})", ct);

    public Task<T?> FindAsync<T>(long id, Expression<Func<TaxRate, T>> shape, CancellationToken ct) where T : class =>
        db.Set<TaxRate>().AsNoTracking().Where(rate => rate.Id == id).Select(shape).SingleOrDefaultAsync(ct);

    /// <summary>The rate for a change, locked until the transaction ends; null if it does not exist.</summary>
    public Task<TaxRate?> LockAsync(long id, CancellationToken ct) =>
        db.Set<TaxRate>().FromSql($"SELECT * FROM tax_rates WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct);

    /// <summary>By country, region and id.</summary>
    /// <param name="after">The previous page's last rate; null for the first page.</param>
    public Task<ListResult<T>> ListAsync<T>(
        TaxRateCriteria criteria, TaxRatePlace? after, int count, Expression<Func<TaxRate, T>> shape,
        CancellationToken ct)
    {
        var rates = Matching(criteria);
        var rest = after is { } last
            ? rates.Where(rate => EF.Functions.GreaterThan(
                ValueTuple.Create(rate.Country, rate.Region, rate.Id),
                ValueTuple.Create(last.Country, last.Region, last.Id)))
            : rates;
        return db.ListAsync(
            rest.OrderBy(rate => rate.Country).ThenBy(rate => rate.Region).ThenBy(rate => rate.Id).Take(count)
                .Select(shape),
            rates, after is null, ct);
    }

    public Task<List<T>> ListAllAsync<T>(Expression<Func<TaxRate, T>> shape, CancellationToken ct) =>
        db.Set<TaxRate>().AsNoTracking().OrderBy(rate => rate.Id).Select(shape).ToListAsync(ct);

    public void Add(IEnumerable<TaxRate> rates) => db.AddRange(rates);

    public void Remove(TaxRate rate) => db.Remove(rate);

    public Task SaveAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    private IQueryable<TaxRate> Matching(TaxRateCriteria criteria)
    {
        IQueryable<TaxRate> rates = db.Set<TaxRate>().AsNoTracking();
        if (criteria.Country is { } country)
            rates = rates.Where(rate => rate.Country == country);
        if (criteria.Region is { } region)
            rates = rates.Where(rate => rate.Region == region);
        if (criteria.TaxClass is { } taxClass)
            rates = rates.Where(rate => rate.TaxClass == taxClass);
        if (criteria.On is { } day)
            rates = rates.Where(rate => rate.ValidFrom <= day && (rate.ValidTo == null || rate.ValidTo >= day));
        return rates;
    }
}

/// <summary>Filters of tax rates.</summary>
internal sealed record TaxRateCriteria(string? Country, string? Region, TaxClass? TaxClass, DateOnly? On);

/// <summary>The position of a tax rate in their list.</summary>
/// <param name="Region">Empty for the whole country.</param>
internal sealed record TaxRatePlace(string Country, string Region, long Id);
