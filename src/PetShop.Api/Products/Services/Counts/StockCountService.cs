using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Search;
using PetShop.Api.Products.Services.Shared;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Services.Counts;

/// <summary>Sets stock figures after a count.</summary>
public interface IStockCountService
{
    /// <summary>Sets the figure, if it has not changed since it was read.</summary>
    /// <param name="expected">The figure that was read.</param>
    /// <param name="ifMatch">The versions that the product may have.</param>
    /// <exception cref="ShopException">404: the product does not exist. 409 stock-changed, with the current figure.
    /// 412: it was changed since.</exception>
    Task SetAsync(
        Actor admin, long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>
    /// Sets the figures of all lines or of none, in one transaction, or only shows the differences.
    /// The result is kept under the request's key.
    /// </summary>
    /// <exception cref="ShopException">400: a product does not exist or is on two lines. 409 stock-count-outdated: a
    /// figure is not the expected one.</exception>
    Task<StockCountResponse> CountAsync(Actor admin, StockCountRequest request, CancellationToken ct);
}

internal sealed class StockCountService(
    IUnitOfWork work, ProductRepository products, StockRepository stock, StockLedger ledger, ProductChanges changes,
    StockCountLines counts, TimeOrderedIds ids) : IStockCountService
{
    private static readonly ProblemType StockChanged =
        new("stock-changed", "The stock is no longer what you expected.", ProblemKind.Conflict)
        {
            Example = "There are 17 units now. Count again, or send that figure as expected.",
            Members = typeof(StockChangedProblem),
        };

    private static readonly ProblemType CountOutdated =
        new("stock-count-outdated", "The stock changed since the count.", ProblemKind.Conflict)
        {
            Example = "Nothing was set. Count the products in items again, or send their current figures as expected.",
            Members = typeof(StockCountOutdatedProblem),
        };

    public Task SetAsync(
        Actor admin, long productId, int quantity, int expected, ExpectedVersion ifMatch, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            // The product is protected against removal but not locked: an edit of its text must not wait for a sale
            // that holds the stock.
            var versions = await products.LockAgainstRemovalAsync([productId], product => product.Version, ct);
            if (versions.Count == 0)
                throw ProductProblems.ProductNotFound(productId);
            ifMatch.Require(versions[0]);
            var entry = ledger.Entry(StockReason.Counted, admin);
            var move = (await stock.SetAsync([new(productId, quantity, expected)], entry, null, ct)).Single();
            if (move.StockLeft is null)
                throw new ShopException(StockChanged,
                    $"There are {move.StockBefore} units now. Count again, or send that figure as expected.")
                {
                    Members = new Dictionary<string, object?> { ["stock_quantity"] = move.StockBefore },
                };
            await FollowAsync([move], ct);
        }, ct);

    public async Task<StockCountResponse> CountAsync(Actor admin, StockCountRequest request, CancellationToken ct)
    {
        var isDry = request.DryRun ?? false;
        // Before the transaction, because a block of ids is reserved on a connection of its own.
        long? id = isDry ? null : await ids.NextAsync(ct);
        return await work.CommitAsync(async () =>
        {
            var lines = await counts.ReadAsync(request.Lines!, ct);
            var moves = id is { } count ? await ApplyAsync(admin, count, request.Note, lines, ct) : null;
            var figures = moves?.ToDictionary(move => move.Key, move => move.Value.StockBefore)
                ?? await stock.FiguresAsync([.. lines.Select(line => line.Product.Id)], ct);
            RequireExpected(lines, figures);
            if (moves is not null)
                await FollowAsync([.. moves.Values], ct);
            var results = lines.ConvertAll(
                line => line.ResultOf(figures[line.Product.Id], moves?[line.Product.Id].MovementId));
            return new StockCountResponse
            {
                Id = id,
                DryRun = isDry,
                Lines = results,
                Differences = results.Count(result => result.Difference != 0),
                ActorId = admin.UserId,
            };
        }, ct);
    }

    private async Task<Dictionary<long, StockMove>> ApplyAsync(
        Actor admin, long id, string? note, List<CountedLine> lines, CancellationToken ct)
    {
        var entry = ledger.Entry(StockReason.Counted, admin, StockReferenceType.Count, note);
        var figures = lines.ConvertAll(line => new StockFigureSet(line.Product.Id, line.Counted, line.Expected));
        return (await stock.SetAsync(figures, entry, id, ct)).ToDictionary(move => move.Id);
    }

    private static void RequireExpected(List<CountedLine> lines, Dictionary<long, int> figures)
    {
        var outdated = lines.Where(line => line.Expected is { } expected && figures[line.Product.Id] != expected)
            .Select(line => new OutdatedStock(
                line.Product.Id, line.Product.Sku, line.Expected!.Value, figures[line.Product.Id])).ToList();
        if (outdated.Count > 0)
            throw new ShopException(CountOutdated,
                "Nothing was set. Count the products in items again, or send their current figures as expected.")
            {
                Members = new Dictionary<string, object?> { ["items"] = outdated },
            };
    }

    private Task FollowAsync(List<StockMove> moves, CancellationToken ct)
    {
        foreach (var move in moves.Where(move => move.StockLeft != move.StockBefore))
            changes.StockSet(move.Id, move.StockBefore, move.StockLeft!.Value);
        return ledger.FollowAsync(moves, ct);
    }
}
