using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Products.Dtos.Catalog;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>A cart at current prices.</summary>
public sealed record CartResponse : IIdempotentResult
{
    /// <summary>Null if nothing was ever added. The cart's URL does not contain it.</summary>
    /// <example>12</example>
    public required long? Id { get; init; }

    /// <summary>The account; null for a guest.</summary>
    /// <example>7</example>
    public required long? UserId { get; init; }

    /// <summary>The lines, in the order in which they were added.</summary>
    public required IReadOnlyList<CartItemResponse> Items { get; init; }

    /// <summary>The number of units in all lines.</summary>
    /// <example>2</example>
    public required int ItemCount { get; init; }

    /// <summary>
    /// The sum of the amounts: the goods now, before promotions, shipping and added tax. A quote has the price of the
    /// order.
    /// </summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Total { get; init; }

    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>
    /// The promotion codes that are kept for quotes and the order, in capital letters and without blanks. A notice says
    /// why a code has no effect.
    /// </summary>
    /// <example>["WELCOME10"]</example>
    public required IReadOnlyList<string> PromotionCodes { get; init; }

    /// <summary>What prevents an order of the cart as it is, and what a merge left out.</summary>
    public required IReadOnlyList<CartNotice> Notices { get; init; }

    /// <summary>The time of the last change; null if there was none.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When a guest's cart is deleted unless it is changed; null for an account.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    long IIdempotentResult.OwnerId => UserId ?? 0;
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

    /// <summary>The current price of one unit.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal Price { get; init; }

    /// <summary>Price times quantity.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>Whether the product can be ordered, and when it can be sent.</summary>
    /// <example>in_stock</example>
    public required Availability Availability { get; init; }

    /// <summary>When a product on pre-order can be sent; null if it can be sent as soon as it is in stock.</summary>
    public required DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>What has changed since the line was added, and what prevents an order of it.</summary>
    public required IReadOnlyList<CartNotice> Notices { get; init; }
}
