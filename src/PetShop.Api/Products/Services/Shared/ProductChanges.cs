using PetShop.Api.Core.Database;

namespace PetShop.Api.Products.Services.Shared;

/// <summary>What follows a change of products once it is committed: caches dropped, and a log line with the old and the new value.</summary>
internal sealed partial class ProductChanges(IUnitOfWork work, ProductCache cache, ILogger<ProductChanges> logger)
{
    /// <summary>A product was made, edited or removed.</summary>
    /// <param name="keys">What it was and what it is known by.</param>
    public void Changed(params ProductKeys[] keys) => work.InvalidateAfterCommit(() => cache.DropAsync(keys));

    /// <summary>Stock figures changed so that the public can see it.</summary>
    public void StockMoved(IReadOnlyCollection<long> ids) => work.InvalidateAfterCommit(() => cache.DropAsync(ids));

    /// <summary>Somebody set a stock figure.</summary>
    public void StockSet(long id, int before, int after) => work.OnCommitted(() => LogStock(id, before, after));

    /// <summary>A price was edited; nothing is said where it stayed as it was.</summary>
    public void PriceSet(long id, decimal before, decimal after)
    {
        if (before != after)
            work.OnCommitted(() => LogPrice(id, before, after));
    }

    /// <summary>A product was hidden or shown; nothing is said where it stayed as it was.</summary>
    public void ActiveSet(long id, bool before, bool after)
    {
        if (before != after)
            work.OnCommitted(() => LogActive(id, before, after));
    }

    [LoggerMessage(LogLevel.Information, "Stock of product {ProductId} set from {Before} to {After}")]
    private partial void LogStock(long productId, int before, int after);

    [LoggerMessage(LogLevel.Information, "Price of product {ProductId} changed from {Before} to {After}")]
    private partial void LogPrice(long productId, decimal before, decimal after);

    [LoggerMessage(LogLevel.Information, "Visibility (is_active) of product {ProductId} changed from {Before} to {After}")]
    private partial void LogActive(long productId, bool before, bool after);
}
