using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Entities.Search;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>A number of units of a product.</summary>
public sealed record StockLine(long ProductId, int Quantity);

/// <summary>
/// Takes stock for orders and returns it. It joins the caller's unit of work and removes cached products after the
/// commit.
/// </summary>
public interface IStockService
{
    /// <summary>The refusal of <see cref="TakeAsync"/>.</summary>
    static readonly ProblemType InsufficientStock =
        new("insufficient-stock", "There is not enough stock.", ProblemKind.Conflict)
        {
            Example = "Nothing was ordered. Lower the quantities of the products in items, or remove their lines.",
            Members = typeof(InsufficientStockProblem),
        };

    /// <summary>
    /// Takes all lines or nothing, in one statement; several lines of one product count as their sum. It is the last
    /// statement of the caller's unit of work, whose commit refuses: the stock of what sells well is held the shortest.
    /// </summary>
    /// <exception cref="ShopException">
    /// 409 insufficient-stock, with <c>items: [{product_id, requested, available}]</c> for every
    /// product that falls short.
    /// </exception>
    Task TakeAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>
    /// Returns units to stock after a cancellation or return. Products that no longer exist are skipped.
    /// </summary>
    Task PutBackAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>Sets the figure, if it has not changed since it was read.</summary>
    /// <param name="expected">The figure that was read.</param>
    /// <param name="ifMatch">The versions that the product may have.</param>
    /// <exception cref="ShopException">404: the product does not exist. 409 stock-changed, with the current figure.
    /// 412: it was changed since.</exception>
    Task SetAsync(long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class StockService(
    IUnitOfWork work, ProductRepository products, StockRepository stock, PublicStock figures, ProductChanges changes)
    : IStockService
{
    private static readonly ProblemType StockChanged =
        new("stock-changed", "The stock is no longer what you expected.", ProblemKind.Conflict)
        {
            Example = "There are 17 units now. Count again, or send that figure as expected.",
            Members = typeof(StockChangedProblem),
        };

    public Task TakeAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct) => work.CommitAsync(() =>
    {
        var (ids, quantities) = Sum(lines);
        StockRepository.Take(work.Closing, ids, quantities, moves => moves.Exists(move => move.StockLeft is null)
            ? throw Refuse(moves, ids.Zip(quantities).ToDictionary(line => line.First, line => line.Second))
            : FollowAsync(moves, ct));
        return Task.CompletedTask;
    }, ct);

    public Task PutBackAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var (ids, quantities) = Sum(lines);
        await FollowAsync(await stock.PutBackAsync(ids, quantities, ct), ct);
    }, ct);

    public Task SetAsync(long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            // The product is protected against removal but not locked: an edit of its text must not wait for a sale
            // that holds the stock.
            var versions = await products.LockAgainstRemovalAsync([productId], product => product.Version, ct);
            if (versions.Count == 0)
                throw ProductProblems.ProductNotFound(productId);
            ifMatch.Require(versions[0]);
            var move = await stock.SetAsync(productId, quantity, expected, ct);
            if (move.StockLeft is null)
                throw new ShopException(StockChanged,
                    $"There are {move.StockBefore} units now. Count again, or send that figure as expected.")
                {
                    Members = new Dictionary<string, object?> { ["stock_quantity"] = move.StockBefore },
                };
            changes.StockSet(productId, move.StockBefore, quantity);
            await FollowAsync([move], ct);
        }, ct);

    private static (long[] Ids, int[] Quantities) Sum(IReadOnlyCollection<StockLine> lines)
    {
        var sums = lines.GroupBy(line => line.ProductId)
            .Select(g => (Id: g.Key, Quantity: g.Sum(line => line.Quantity))).ToList();
        if (sums.Exists(sum => sum.Quantity <= 0))
            throw new ArgumentOutOfRangeException(nameof(lines), "Quantities must be positive.");
        return (sums.ConvertAll(sum => sum.Id).ToArray(), sums.ConvertAll(sum => sum.Quantity).ToArray());
    }

    /// <summary>
    /// Lists every product with too little stock, so that the order can be corrected at once. The available stock is
    /// the public figure: the response never contains the exact stock (docs/decisions/0014).
    /// </summary>
    private ShopException Refuse(List<StockMove> moves, Dictionary<long, int> requested) =>
        new(IStockService.InsufficientStock,
            "Nothing was ordered. Lower the quantities of the products in items, or remove their lines.")
        {
            Members = new Dictionary<string, object?>
            {
                ["items"] = moves.Where(move => move.StockLeft is null).OrderBy(move => move.Id)
                    .Select(move => new StockShortage(move.Id, requested[move.Id], figures.Public(move.StockBefore)))
                    .ToList(),
            },
        };

    /// <summary>
    /// Most sales change nothing that the public can see, and then nothing is removed from the cache.
    /// </summary>
    private Task FollowAsync(List<StockMove> moves, CancellationToken ct)
    {
        var changed = moves.FindAll(move => move.StockLeft is not null);
        var seen = changed.Where(move => !figures.SamePublicView(move.StockBefore, move.StockLeft!.Value));
        var crossed = changed.Where(move => ProductSearchEntry.Changes(move.StockBefore, move.StockLeft!.Value));
        var isListed = !changed.Exists(move => move.StockBefore > 0 != move.StockLeft > 0);
        return changes.StockMovedAsync(
            [.. seen.Select(move => move.Id)], [.. crossed.Select(move => move.Id)], isListed, ct);
    }
}
