using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Search;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>
/// Ends pre-orders whose time has come: clears the time, updates the search entries and removes cached products. Until
/// then, only what is cached still shows a pre-order; orders are accepted before and after.
/// </summary>
internal sealed class PreorderJob(IUnitOfWork work, StockRepository stock, ProductChanges changes, TimeProvider clock)
    : IJob
{
    private const int Batch = 500;

    public string Name => "preorders";

    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await EndAsync(ct) == Batch)
        {
        }
    }

    private Task<int> EndAsync(CancellationToken ct) => work.CommitAsync(async () =>
    {
        long[] ended = [.. await stock.EndPreordersAsync(clock.GetUtcNow(), Batch, ct)];
        if (ended.Length > 0)
            await changes.StockMovedAsync(ended, ended, isListed: false, ct);
        return ended.Length;
    }, ct);
}
