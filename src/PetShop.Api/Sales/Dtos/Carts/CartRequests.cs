namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>The new lines of a cart, which replace the current ones.</summary>
public sealed record SetCartRequest
{
    /// <summary>The account whose cart it is; optional. Only an admin may name another account.</summary>
    public long? UserId { get; init; }

    /// <summary>
    /// 1 to 100 lines, each product once, and not more units in total than one account may order unpaid.
    /// </summary>
    public IReadOnlyList<CartItemRequest>? Items { get; init; }
}

/// <summary>A line of a cart in a request. The shop sets the price.</summary>
public sealed record CartItemRequest
{
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100.</summary>
    /// <example>2</example>
    public int? Quantity { get; init; }
}

/// <summary>Units of a product to add.</summary>
public sealed record AddCartItemRequest
{
    /// <summary>Units to add, 1 to 100; the line may not exceed 100.</summary>
    /// <example>1</example>
    public int Quantity { get; init; } = 1;
}

/// <summary>The new quantity of a line.</summary>
public sealed record SetCartItemRequest
{
    /// <summary>Units, 1 to 100; 0 removes the line.</summary>
    /// <example>3</example>
    public int? Quantity { get; init; }
}
