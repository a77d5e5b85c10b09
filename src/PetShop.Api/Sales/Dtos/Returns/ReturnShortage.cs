namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>A product whose returned quantity is too high.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="3">Units requested, over all lines.</param>
/// <param name="Returnable" example="2">Units bought minus units returned.</param>
public sealed record ReturnShortage(long ProductId, int Requested, int Returnable);

/// <summary>The return exceeds what can be returned. It was not created.</summary>
public sealed record ReturnExceedsOrderProblem
{
    /// <summary>All products whose quantity is too high.</summary>
    public required IReadOnlyList<ReturnShortage> Items { get; init; }
}
