using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Repositories.Ledger;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>A number of units of a product.</summary>
/// <param name="ReferenceId">The order or return that they belong to.</param>
public sealed record StockLine(long ProductId, int Quantity, long ReferenceId);

/// <summary>
/// Takes stock for orders and returns it. It joins the caller's unit of work and removes cached products after the
/// commit. Each change of a figure adds a movement for each product and reference.
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
    /// <param name="lines">They refer to orders.</param>
    /// <exception cref="ShopException">
    /// 409 insufficient-stock, with <c>items: [{product_id, requested, available}]</c> for every
    /// product that falls short.
    /// </exception>
    Task TakeAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>Returns the units of cancelled orders to stock. Products that no longer exist are skipped.</summary>
    /// <param name="lines">They refer to orders.</param>
    Task ReleaseAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>
    /// Takes units for an order and returns others of it, all or nothing, as <see cref="TakeAsync"/> does. The stock of
    /// all products is locked in one order.
    /// </summary>
    /// <param name="released">None of their products is taken.</param>
    /// <exception cref="ShopException">409 insufficient-stock.</exception>
    Task ExchangeAsync(
        Actor actor, IReadOnlyCollection<StockLine> released, IReadOnlyCollection<StockLine> taken,
        CancellationToken ct);

    /// <summary>Returns returned goods to stock. Products that no longer exist are skipped.</summary>
    /// <param name="lines">They refer to returns.</param>
    Task RestockAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct);
}

internal sealed class StockService(IUnitOfWork work, StockRepository stock, StockLedger ledger, PublicStock figures)
    : IStockService
{
    public Task TakeAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        ExchangeAsync(actor, [], lines, ct);

    public Task ExchangeAsync(
        Actor actor, IReadOnlyCollection<StockLine> released, IReadOnlyCollection<StockLine> taken,
        CancellationToken ct) =>
        work.CommitAsync(() =>
        {
            StockRepository.Lock(work.Closing, released.Concat(taken).Select(line => line.ProductId));
            if (released.Count > 0)
                StockRepository.PutBack(
                    work.Closing, Sum(released, sign: 1),
                    ledger.Entry(StockReason.Released, actor, StockReferenceType.Order),
                    moves => ledger.FollowAsync(moves, ct));
            if (taken.Count > 0)
                StockRepository.Take(
                    work.Closing, Sum(taken, sign: -1),
                    ledger.Entry(StockReason.Sold, actor, StockReferenceType.Order),
                    moves => moves.Exists(move => move.StockLeft is null)
                        ? throw Refuse(moves, taken)
                        : ledger.FollowAsync(moves, ct));
            return Task.CompletedTask;
        }, ct);

    public Task ReleaseAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        PutBackAsync(ledger.Entry(StockReason.Released, actor, StockReferenceType.Order), lines, ct);

    public Task RestockAsync(Actor actor, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        PutBackAsync(ledger.Entry(StockReason.Returned, actor, StockReferenceType.Return), lines, ct);

    private Task PutBackAsync(StockEntry entry, IReadOnlyCollection<StockLine> lines, CancellationToken ct) =>
        work.CommitAsync(async () =>
            await ledger.FollowAsync(await stock.PutBackAsync(Sum(lines, sign: 1), entry, ct), ct), ct);

    private static List<StockStep> Sum(IReadOnlyCollection<StockLine> lines, int sign)
    {
        if (lines.Any(line => line.Quantity <= 0))
            throw new ArgumentOutOfRangeException(nameof(lines), "Quantities must be positive.");
        return [.. lines.GroupBy(line => (line.ProductId, line.ReferenceId))
            .Select(g => new StockStep(g.Key.ProductId, sign * g.Sum(line => line.Quantity), g.Key.ReferenceId))];
    }

    /// <summary>
    /// Lists every product with too little stock, so that the order can be corrected at once. The available stock is
    /// the public figure: the response never contains the exact stock (docs/decisions/0014).
    /// </summary>
    private ShopException Refuse(List<StockMove> moves, IReadOnlyCollection<StockLine> lines)
    {
        var requested = lines.GroupBy(line => line.ProductId)
            .ToDictionary(g => g.Key, g => g.Sum(line => line.Quantity));
        return new(IStockService.InsufficientStock,
            "Nothing was ordered. Lower the quantities of the products in items, or remove their lines.")
        {
            Members = new Dictionary<string, object?>
            {
                ["items"] = moves.Where(move => move.StockLeft is null).OrderBy(move => move.Id)
                    .Select(move => new StockShortage(move.Id, requested[move.Id], Available(move))).ToList(),
            },
        };
    }

    private int Available(StockMove move) =>
        move.IsSellable ? figures.Public(StockLedger.Before(move).Orderable) : 0;
}
