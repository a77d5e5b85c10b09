namespace PetShop.Api.Sales.Dtos.Edits;

/// <summary>A product of which more units would be cancelled than can be.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="3">Units to cancel.</param>
/// <param name="Cancellable" example="2">Units ordered minus units shipped.</param>
public sealed record CancellationShortage(long ProductId, int Requested, int Cancellable);

/// <summary>The order has fewer units that can be cancelled. Nothing was changed.</summary>
public sealed record CancellationExceedsOrderProblem
{
    /// <summary>All of which too many units would be cancelled.</summary>
    public required IReadOnlyList<CancellationShortage> Products { get; init; }
}
