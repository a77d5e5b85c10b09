using PetShop.Api.Products.Entities.Ledger;

namespace PetShop.Api.Products.Repositories.Ledger;

/// <summary>A change of a stock figure that a statement should make.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Quantity">Units that come in, or go out if negative.</param>
/// <param name="ReferenceId">The order or return that it is for; null for none.</param>
internal readonly record struct StockStep(long ProductId, int Quantity, long? ReferenceId);

/// <summary>What the movements of a statement have in common.</summary>
/// <param name="FirstId">The smallest id of the current second (see <c>TimeOrderedIds</c>).</param>
/// <param name="ActorId">The account that causes them; null for the shop itself.</param>
internal sealed record StockEntry(
    StockReason Reason, long FirstId, long? ActorId, StockReferenceType? ReferenceType = null, string? Note = null);

/// <summary>A figure to which a product's stock is set.</summary>
/// <param name="Expected">The figure that it must have; null for any.</param>
internal readonly record struct StockFigureSet(long ProductId, int Counted, int? Expected);

/// <summary>The stock of a new product.</summary>
internal sealed record NewStock(long ProductId, int Quantity, StockTerms Terms);

/// <summary>How a product may be sold.</summary>
internal sealed record StockTerms(
    bool Sellable, int BackorderLimit, DateTimeOffset? AvailableFrom, int? LowStockThreshold);

/// <summary>The stock of a locked product.</summary>
internal sealed record LockedStock(int Quantity, StockTerms Terms);

/// <summary>The effect of a stock statement on one product.</summary>
internal sealed record StockMove
{
    public required long Id { get; init; }

    /// <summary>The figure before the statement; 0 if there is no such product.</summary>
    public required int StockBefore { get; init; }

    /// <summary>The figure after the statement; null if it did not change the product.</summary>
    public required int? StockLeft { get; init; }

    /// <summary>The last movement of the product that the statement added; null for none.</summary>
    public required long? MovementId { get; init; }

    /// <summary>Whether the product exists and may be sold.</summary>
    public required bool IsSellable { get; init; }

    public required int BackorderLimit { get; init; }

    public required DateTimeOffset? AvailableFrom { get; init; }

    public required int? LowStockThreshold { get; init; }
}
