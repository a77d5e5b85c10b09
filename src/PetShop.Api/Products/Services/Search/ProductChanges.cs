using PetShop.Api.Core.Database;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Search;

/// <summary>
/// Follow-up actions after a change of products is committed: updates search entries, removes cache entries, and logs
/// the old and the new value.
/// </summary>
internal sealed partial class ProductChanges(
    IUnitOfWork work, SearchIndexRepository entries, AfterCommitReindexer search, ProductCache cache,
    ProductPublisher publisher, ILogger<ProductChanges> logger)
{
    /// <summary>A product was created or removed, and its search entry with it.</summary>
    /// <param name="type">The type of event.</param>
    public void Changed(string type, ProductKeys keys)
    {
        publisher.Publish(type, keys);
        work.InvalidateAfterCommit(() => cache.DropAsync([keys]));
    }

    /// <summary>A product was edited.</summary>
    /// <param name="type">The type of event.</param>
    public async Task EditedAsync(string type, ProductKeys before, ProductKeys after, CancellationToken ct)
    {
        publisher.Publish(type, after);
        await RenewAsync([after.Id], ct);
        work.InvalidateAfterCommit(() => cache.DropAsync([before, after]));
    }

    /// <summary>Stock figures changed.</summary>
    /// <param name="seen">Those of which the public can see it.</param>
    /// <param name="crossed">Those whose search entries tell the two figures apart.</param>
    public async Task StockMovedAsync(long[] seen, long[] crossed, bool isListed, CancellationToken ct)
    {
        await RenewAsync(crossed, ct);
        if (seen.Length > 0)
            work.InvalidateAfterCommit(() => cache.DropStockAsync(seen, isListed));
    }

    /// <summary>The stock of a product has become low.</summary>
    public void StockLow(long id, bool isInStock) => publisher.PublishLow(id, isInStock);

    /// <summary>An admin set a stock figure.</summary>
    public void StockSet(long id, int before, int after) => work.OnCommitted(() => LogStock(id, before, after));

    /// <summary>Logs an edited price; nothing if it is unchanged.</summary>
    public void PriceSet(long id, decimal before, decimal after)
    {
        if (before != after)
            work.OnCommitted(() => LogPrice(id, before, after));
    }

    /// <summary>Logs that a product was hidden or shown; nothing if that is unchanged.</summary>
    public void ActiveSet(long id, bool before, bool after)
    {
        if (before != after)
            work.OnCommitted(() => LogActive(id, before, after));
    }

    /// <summary>
    /// Before the cache entries are removed: a list that is read meanwhile shows the old search entry.
    /// </summary>
    private async Task RenewAsync(long[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
            return;
        var renewals = await entries.MarkAsync(ids, ct);
        work.OnCommitted(() => search.RunAsync(ids, renewals));
    }

    [LoggerMessage(LogLevel.Information, "Stock of product {ProductId} set from {Before} to {After}")]
    private partial void LogStock(long productId, int before, int after);

    [LoggerMessage(LogLevel.Information, "Price of product {ProductId} changed from {Before} to {After}")]
    private partial void LogPrice(long productId, decimal before, decimal after);

    [LoggerMessage(LogLevel.Information,
        "Visibility (is_active) of product {ProductId} changed from {Before} to {After}")]
    private partial void LogActive(long productId, bool before, bool after);
}
