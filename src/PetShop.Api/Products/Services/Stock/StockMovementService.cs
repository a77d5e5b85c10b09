using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>Adds to the ledger of stock what admins enter by hand.</summary>
public interface IStockMovementService
{
    /// <summary>Changes the figure by the given quantity. The result is kept under the request's key.</summary>
    /// <exception cref="ShopException">404: the product does not exist. 400: the figure would be above the maximum. 409
    /// insufficient-stock: it would be below the back-order limit.</exception>
    Task<StockMovementResponse> AddAsync(
        Actor admin, long productId, AddStockMovementRequest request, CancellationToken ct);
}

internal sealed class StockMovementService(
    IUnitOfWork work, ProductRepository products, StockRepository stock, StockLedger ledger, ProductChanges changes)
    : IStockMovementService
{
    public Task<StockMovementResponse> AddAsync(
        Actor admin, long productId, AddStockMovementRequest request, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            if ((await products.LockAgainstRemovalAsync([productId], product => product.Id, ct)).Count == 0)
                throw ProductProblems.ProductNotFound(productId);
            var (quantity, entry) = (request.Quantity!.Value, ledger.Entry(
                ReasonOf(request.Reason!.Value), admin, note: request.Note));
            var move = await stock.ChangeAsync(new(productId, quantity, null), entry, ct);
            if (move.StockLeft is not { } left)
                throw Refuse(move, quantity);
            changes.StockSet(productId, move.StockBefore, left);
            await ledger.FollowAsync([move], ct);
            return new StockMovementResponse
            {
                Id = move.MovementId!.Value,
                ProductId = productId,
                Quantity = quantity,
                Balance = left,
                Reason = entry.Reason,
                ReferenceType = null,
                ReferenceId = null,
                ActorId = entry.ActorId,
                Note = entry.Note,
                CreatedAt = TimeOrderedIds.TimeOf(move.MovementId.Value),
            };
        }, ct);

    private static StockReason ReasonOf(StockChangeReason reason) => reason switch
    {
        StockChangeReason.Received => StockReason.Received,
        StockChangeReason.Damaged => StockReason.Damaged,
        _ => StockReason.Adjusted,
    };

    private static ShopException Refuse(StockMove move, int quantity)
    {
        if (quantity > 0)
            return ShopException.Invalid("quantity", $"There are {move.StockBefore} units, and a figure can be at most "
                + $"{Product.MaxStock}. Give at most {Product.MaxStock - move.StockBefore}.");
        var available = StockLedger.Before(move).Orderable;
        return new(IStockService.InsufficientStock, $"There are {move.StockBefore} units, and the back-order limit is "
            + $"{move.BackorderLimit}: at most {available} can be taken out. Count the stock again.")
        {
            Members = new Dictionary<string, object?>
            {
                ["items"] = new List<StockShortage> { new(move.Id, -quantity, available) },
            },
        };
    }
}
