using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Time;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>Reads the ledger of stock.</summary>
public interface IStockMovementQueries
{
    /// <summary>A product's movements, the newest first; also those of a product that was removed.</summary>
    /// <exception cref="ShopException">404: there never was such a product. 400: a cursor of another list.</exception>
    Task<Page<StockMovementResponse>> ListAsync(long productId, StockMovementFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<StockMovementResponse> GetAsync(long productId, long id, CancellationToken ct);
}

internal sealed class StockMovementQueries(StockMovementRepository movements, ShopCalendar calendar)
    : IStockMovementQueries
{
    private const string ListName = "stock-movements";

    public async Task<Page<StockMovementResponse>> ListAsync(
        long productId, StockMovementFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var criteria = new StockMovementCriteria(productId, filter.Reason,
            filter.From is { } from ? FirstIdFrom(calendar.FirstOf(from)) : null,
            filter.To is { } to ? TimeOrderedIds.From(calendar.LastOf(to)) + TimeOrderedIds.PerSecond : null);
        var rows = await movements.ListAsync(
            criteria, before, filter.Limit + 1, StockMovementResponse.FromEntity, ct);
        if (rows.Rows.Count == 0 && !await movements.AnyAsync(productId, ct))
            throw ProductProblems.ProductNotFound(productId);
        return Page.From(rows, filter.Limit, movement => Cursor.Encode(ListName, movement.Id));
    }

    public async Task<StockMovementResponse> GetAsync(long productId, long id, CancellationToken ct) =>
        await movements.FindAsync(productId, id, StockMovementResponse.FromEntity, ct)
            ?? throw ShopException.NotFound(
                $"Product {productId} has no movement {id}. GET /products/{productId}/stock/movements lists them.");

    /// <summary>
    /// Ids only have whole seconds: a movement in the second of a time with a fraction came before it.
    /// </summary>
    private static long FirstIdFrom(DateTimeOffset time) =>
        TimeOrderedIds.From(time) + (time.Ticks % TimeSpan.TicksPerSecond > 0 ? TimeOrderedIds.PerSecond : 0);
}
