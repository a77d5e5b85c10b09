namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>The lines a cart is to have, in the place of those it has.</summary>
public sealed record SetCartRequest
{
    /// <summary>Whose cart. May be left out; only an admin may name another than themselves.</summary>
    public long? UserId { get; init; }

    /// <summary>1 to 100 lines, no product twice, and no more units in all than one account may order unpaid.</summary>
    public IReadOnlyList<CartItemRequest>? Items { get; init; }
}

/// <summary>One line of a cart, as a client sends it. The price is the shop's.</summary>
public sealed record CartItemRequest
{
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100.</summary>
    /// <example>2</example>
    public int? Quantity { get; init; }
}

/// <summary>So many more of a product.</summary>
public sealed record AddCartItemRequest
{
    /// <summary>Units to add, 1 to 100; with what is in the cart no more than 100.</summary>
    /// <example>1</example>
    public int Quantity { get; init; } = 1;
}

/// <summary>The quantity a line is to have.</summary>
public sealed record SetCartItemRequest
{
    /// <summary>Units, 1 to 100; 0 takes the line out.</summary>
    /// <example>3</example>
    public int? Quantity { get; init; }
}
