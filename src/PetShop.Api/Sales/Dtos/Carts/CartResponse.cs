using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>A cart at the shop's present prices.</summary>
public sealed record CartResponse
{
    /// <summary>Null while nothing was ever put into it.</summary>
    /// <example>12</example>
    public required long? Id { get; init; }

    /// <example>7</example>
    public required long UserId { get; init; }

    /// <summary>In the order they were added.</summary>
    public required IReadOnlyList<CartItemResponse> Items { get; init; }

    /// <summary>Units over all lines.</summary>
    /// <example>2</example>
    public required int ItemCount { get; init; }

    /// <summary>Σ of the amounts: what the goods cost if ordered now.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Total { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>What stands in the way of ordering the cart as it is.</summary>
    public required IReadOnlyList<CartNotice> Notices { get; init; }

    /// <summary>The last change; null while there was none.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }
}

/// <summary>One line of a cart.</summary>
public sealed record CartItemResponse
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <example>DOG-FOOD-3F7K2</example>
    public required string Sku { get; init; }

    /// <example>Chicken and Rice Kibble, Adult, 3 kg</example>
    public required string ProductName { get; init; }

    /// <example>2</example>
    public required int Quantity { get; init; }

    /// <summary>Of one unit, now.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal Price { get; init; }

    /// <summary>Price times quantity.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>Whether it can be bought now.</summary>
    /// <example>in_stock</example>
    public required Availability Availability { get; init; }

    /// <summary>What changed since the line was added, and what stands in the way of ordering it.</summary>
    public required IReadOnlyList<CartNotice> Notices { get; init; }
}
