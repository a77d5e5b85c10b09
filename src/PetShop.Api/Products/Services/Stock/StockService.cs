using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>So many units of a product.</summary>
public sealed record StockLine(long ProductId, int Quantity);

/// <summary>Takes stock for sales and puts it back. It joins the caller's unit of work and drops cached products after the commit.</summary>
public interface IStockService
{
    /// <summary>What <see cref="TakeAsync"/> refuses with.</summary>
    static readonly ProblemType InsufficientStock = new("insufficient-stock", "There is not enough stock.", ProblemKind.Conflict)
    {
        Example = "Nothing was taken. Lower the quantities named in items, or take those lines out.",
        Members = typeof(InsufficientStockProblem),
    };

    /// <summary>
    /// Takes all lines or nothing, in one statement; several lines of one product count as their sum. It is the last
    /// statement of the caller's unit of work, whose commit refuses: the stock of what sells well is held the shortest.
    /// </summary>
    /// <exception cref="ShopException">409 insufficient-stock, with <c>items: [{product_id, requested, available}]</c> for every product that falls short.</exception>
    Task TakeAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>Puts units back on the shelf: a cancelled or returned order. Products that no longer exist are passed over.</summary>
    Task PutBackAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>Sets the figure after a count, if no sale came between.</summary>
    /// <param name="expected">The figure the count started from.</param>
    /// <param name="ifMatch">The edit counters one of which the product must have.</param>
    /// <exception cref="ShopException">404: no such product. 409 stock-changed, with the present figure. 412: it was edited since.</exception>
    Task SetAsync(long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class StockService(IUnitOfWork work, ProductRepository products, StockRepository stock, StockFigures figures, ProductChanges changes) : IStockService
{
    private static readonly ProblemType StockChanged = new("stock-changed", "The stock is no longer what you expected.", ProblemKind.Conflict)
    {
        Example = "There are 17 now. Count again, or send that figure as expected.",
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

    public Task SetAsync(long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        // The product is held, not locked: an edit of its text must not wait until a sale lets go of the stock.
        var versions = await products.HoldAsync([productId], product => product.Version, ct);
        if (versions.Count == 0)
            throw ProductProblems.NoSuchProduct(productId);
        ifMatch.Require(versions[0]);
        var move = await stock.SetAsync(productId, quantity, expected, ct);
        if (move.StockLeft is null)
            throw new ShopException(StockChanged, $"There are {move.StockBefore} now. Count again, or send that figure as expected.")
            {
                Members = new Dictionary<string, object?> { ["stock_quantity"] = move.StockBefore },
            };
        changes.StockSet(productId, move.StockBefore, quantity);
        await FollowAsync([move], ct);
    }, ct);

    private static (long[] Ids, int[] Quantities) Sum(IReadOnlyCollection<StockLine> lines)
    {
        var sums = lines.GroupBy(line => line.ProductId).Select(g => (Id: g.Key, Quantity: g.Sum(line => line.Quantity))).ToList();
        if (sums.Exists(sum => sum.Quantity <= 0))
            throw new ArgumentOutOfRangeException(nameof(lines), "Quantities are positive.");
        return (sums.ConvertAll(sum => sum.Id).ToArray(), sums.ConvertAll(sum => sum.Quantity).ToArray());
    }

    /// <summary>
    /// Every product that fell short is named, so that a basket can be put right at once. What is left is told as to the public: no
    /// answer names the exact stock (docs/decisions/0014).
    /// </summary>
    private ShopException Refuse(List<StockMove> moves, Dictionary<long, int> requested) =>
        new(IStockService.InsufficientStock, "Nothing was taken. Lower the quantities named in items, or take those lines out.")
        {
            Members = new Dictionary<string, object?>
            {
                ["items"] = moves.Where(move => move.StockLeft is null).OrderBy(move => move.Id)
                    .Select(move => new StockShortage(move.Id, requested[move.Id], figures.Public(move.StockBefore))).ToList(),
            },
        };

    /// <summary>Most sales change nothing that the public can see, and then nothing is dropped.</summary>
    private Task FollowAsync(List<StockMove> moves, CancellationToken ct)
    {
        var changed = moves.FindAll(move => move.StockLeft is not null);
        var seen = changed.Where(move => !figures.LookAlike(move.StockBefore, move.StockLeft!.Value));
        var crossed = changed.Where(move => move.StockBefore > 0 != move.StockLeft > 0);
        return changes.StockMovedAsync([.. seen.Select(move => move.Id)], [.. crossed.Select(move => move.Id)], ct);
    }
}
