namespace PetShop.Api.Products.Dtos;

/// <summary>A stock figure after a count or a delivery.</summary>
public sealed record SetStockRequest
{
    /// <summary>Units on hand from now on.</summary>
    /// <example>150</example>
    public int? Quantity { get; init; }

    /// <summary>The figure you started from. When a sale came between, nothing is changed.</summary>
    /// <example>142</example>
    public int? Expected { get; init; }
}
