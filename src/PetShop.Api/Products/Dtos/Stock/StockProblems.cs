namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>A product with insufficient stock.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Requested" example="5">Units requested, over all lines.</param>
/// <param name="Available" example="3">
/// Units that can be ordered, on hand or on back-order: for customers up to a cap, for admins exact.
/// </param>
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

/// <summary>Not every stock figure is the expected one. Nothing was set.</summary>
public sealed record StockCountOutdatedProblem
{
    /// <summary>All products whose figure is not the expected one.</summary>
    public required IReadOnlyList<OutdatedStock> Items { get; init; }
}

/// <summary>A product whose stock figure has changed.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Sku" example="DOG-FOOD-KD918">Its SKU.</param>
/// <param name="Expected" example="20">The figure in the request.</param>
/// <param name="StockQuantity" example="17">Units on hand now.</param>
public sealed record OutdatedStock(long ProductId, string Sku, int Expected, int StockQuantity);
