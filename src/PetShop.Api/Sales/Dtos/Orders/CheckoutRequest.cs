using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>An order as a customer places it. Prices, totals and status are the shop's.</summary>
public sealed record CheckoutRequest
{
    /// <summary>Who orders. May be left out; only an admin may name another than themselves.</summary>
    public long? UserId { get; init; }

    /// <summary>1 to 100 lines, no product twice. Left out: the cart is ordered, and is empty afterwards.</summary>
    public IReadOnlyList<CheckoutItemRequest>? Items { get; init; }

    /// <summary>Where the goods go, 5 to 500 characters.</summary>
    /// <example>12 Harbour Street, 20457 Hamburg, Germany</example>
    [Text(TextShape.Lines)]
    public string? ShippingAddress { get; init; }

    /// <summary>
    /// The total that the customer saw, in the shop's currency. Where the order would come to another, nothing is ordered, and the refusal
    /// names the present total. Left out: any total is accepted.
    /// </summary>
    public decimal? ExpectedTotal { get; init; }
}

/// <summary>One line of an order, as a customer sends it.</summary>
public sealed record CheckoutItemRequest
{
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units, 1 to 100.</summary>
    /// <example>2</example>
    public int? Quantity { get; init; }
}
