using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Entities.Ledger;
using PetShop.Api.Products.Entities.Search;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Search;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>What all changes of stock have in common: who and when, and what follows from them.</summary>
internal sealed class StockLedger(
    StockRepository stock, PublicStock figures, ProductChanges changes, TimeProvider clock)
{
    /// <summary>What the movements of a change say, at the current time.</summary>
    /// <param name="actor">Anonymous for the shop itself.</param>
    public static StockEntry EntryOf(
        TimeProvider clock, StockReason reason, Actor actor, StockReferenceType? reference = null,
        string? note = null) =>
        new(reason, TimeOrderedIds.From(clock.GetUtcNow()), actor.UserId == 0 ? null : actor.UserId, reference, note);

    /// <inheritdoc cref="EntryOf"/>
    public StockEntry Entry(
        StockReason reason, Actor actor, StockReferenceType? reference = null, string? note = null) =>
        EntryOf(clock, reason, actor, reference, note);

    /// <summary>Adds the stock of new products. Joins the caller's unit of work.</summary>
    public Task OpenAsync(Actor actor, IReadOnlyCollection<NewStock> added, CancellationToken ct) =>
        stock.OpenAsync(added, Entry(StockReason.Opening, actor), ct);

    /// <summary>
    /// Updates search entries, publishes that a product has become low on stock, and removes cached products after the
    /// commit. Most sales change nothing that the public can see, and then nothing is removed.
    /// </summary>
    public Task FollowAsync(List<StockMove> moves, CancellationToken ct)
    {
        var changed = moves.FindAll(move => move.StockLeft is not null);
        var seen = changed.Where(move => !figures.SamePublicView(Before(move), After(move)));
        var crossed = changed.Where(move => ProductSearchEntry.Changes(
            move.StockBefore, move.StockLeft!.Value, move.LowStockThreshold));
        foreach (var move in changed.Where(move => !figures.IsLow(Before(move)) && figures.IsLow(After(move))))
            changes.StockLow(move.Id, move.StockLeft > 0);
        var isListed = !changed.Exists(move => move.StockBefore > 0 != move.StockLeft > 0);
        return changes.StockMovedAsync(
            [.. seen.Select(move => move.Id)], [.. crossed.Select(move => move.Id)], isListed, ct);
    }

    /// <summary>The stock before a statement changed it.</summary>
    public static StockFigure Before(StockMove move) =>
        new(move.StockBefore, move.BackorderLimit, move.AvailableFrom, move.LowStockThreshold);

    private static StockFigure After(StockMove move) => Before(move) with { Quantity = move.StockLeft!.Value };
}
