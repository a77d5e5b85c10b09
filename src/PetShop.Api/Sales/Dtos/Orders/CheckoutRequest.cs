using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>A new order. The shop sets prices, totals and status.</summary>
public sealed record CheckoutRequest
{
    /// <summary>The account that orders; optional. Only an admin may name another account.</summary>
    public long? UserId { get; init; }

    /// <summary>1 to 100 lines, each product once. If absent, the cart is ordered and is empty afterwards.</summary>
    public IReadOnlyList<CheckoutItemRequest>? Items { get; init; }

    /// <summary>The shipping address, 5 to 500 characters.</summary>
    /// <example>12 Harbour Street, 20457 Hamburg, Germany</example>
    [Text(TextShape.Lines)]
    public string? ShippingAddress { get; init; }

    /// <summary>
    /// The total that the customer saw, in the shop's currency. If the order's total differs, nothing is ordered, and
    /// the response contains the current total. If absent, any total is accepted.
    /// </summary>
    public decimal? ExpectedTotal { get; init; }
}

/// <summary>A line of an order in a request.</summary>
public sealed record CheckoutItemRequest
{
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100.</summary>
    /// <example>2</example>
    public int? Quantity { get; init; }
}
