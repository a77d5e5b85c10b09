namespace PetShop.Api.Products.Dtos.Catalog;

/// <summary>A product with insufficient stock.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="5">Units requested, over all lines.</param>
/// <param name="Available" example="3">Units on hand as shown to the public, which means up to a cap.</param>
public sealed record StockShortage(long ProductId, int Requested, int Available);

/// <summary>There is not enough stock. Nothing was ordered.</summary>
public sealed record InsufficientStockProblem
{
    /// <summary>All products with insufficient stock.</summary>
    public required IReadOnlyList<StockShortage> Items { get; init; }
}

/// <summary>The stock is not the expected figure. Nothing was set.</summary>
public sealed record StockChangedProblem
{
    /// <summary>Units on hand now.</summary>
    /// <example>17</example>
    public required int StockQuantity { get; init; }
}
