namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>A product of which more was to be returned than can be.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="3">Units asked for, over all lines.</param>
/// <param name="Returnable" example="2">Units bought less those returned.</param>
public sealed record ReturnShortage(long ProductId, int Requested, int Returnable);

/// <summary>More was to be returned than can be: the return was not made.</summary>
public sealed record ReturnExceedsOrderProblem
{
    /// <summary>Every product of which it is too much.</summary>
    public required IReadOnlyList<ReturnShortage> Items { get; init; }
}
