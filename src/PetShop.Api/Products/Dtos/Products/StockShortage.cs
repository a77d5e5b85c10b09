namespace PetShop.Api.Products.Dtos;

/// <summary>A product of which there is too little.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="5">Units asked for, over all lines.</param>
/// <param name="Available" example="3">Units on hand as the public is told them: up to a cap, and the cap where there are more.</param>
public sealed record StockShortage(long ProductId, int Requested, int Available);

/// <summary>There is not enough stock: nothing was taken.</summary>
public sealed record InsufficientStockProblem
{
    /// <summary>Every product of which there is too little.</summary>
    public required IReadOnlyList<StockShortage> Items { get; init; }
}

/// <summary>The stock is no longer what was expected: nothing was set.</summary>
public sealed record StockChangedProblem
{
    /// <summary>Units on hand now.</summary>
    /// <example>17</example>
    public required int StockQuantity { get; init; }
}
