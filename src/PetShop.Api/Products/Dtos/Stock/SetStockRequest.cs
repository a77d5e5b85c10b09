namespace PetShop.Api.Products.Dtos.Stock;

/// <summary>A stock figure after a count or a delivery.</summary>
public sealed record SetStockRequest
{
    /// <summary>The new number of units on hand.</summary>
    /// <example>150</example>
    public int? Quantity { get; init; }

    /// <summary>The figure that you started from. If it has changed because of a sale, nothing is set.</summary>
    /// <example>142</example>
    public int? Expected { get; init; }
}
