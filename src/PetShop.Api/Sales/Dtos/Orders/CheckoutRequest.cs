using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>A new order. The shop sets prices, totals and status.</summary>
public sealed record CheckoutRequest
{
    /// <summary>The account that orders; optional. Only an admin may name another account.</summary>
    public long? UserId { get; init; }

    /// <summary>1 to 100 lines, each product once. If absent, the cart is ordered and is empty afterwards.</summary>
    public IReadOnlyList<CheckoutItemRequest>? Items { get; init; }

    /// <summary>
    /// Where to send it. If neither this nor <c>shipping_address</c> is given, the account's default
    /// shipping address is used.
    /// </summary>
    public OrderAddressRequest? ShipTo { get; init; }

    /// <summary>
    /// The billing address. If absent, it is the same as <c>ship_to</c>. If that is absent too, it is the account's
    /// default billing address, if it has one.
    /// </summary>
    public OrderAddressRequest? BillTo { get; init; }

    /// <summary>
    /// The shipping address as one text of 5 to 500 characters, for clients that have no fields for it. It means an
    /// address in the shop's own country. Give this or <c>ship_to</c>, not both.
    /// </summary>
    [Text(TextShape.Lines)]
    public string? ShippingAddress { get; init; }

    /// <summary>
    /// A shipping method that a quote offers for the address. If absent, the first one that is offered is used.
    /// </summary>
    public long? ShippingMethodId { get; init; }

    /// <summary>
    /// At most 10 promotion codes, as the customer typed them: case and blanks are ignored. A code that cannot be used
    /// is refused and named.
    /// </summary>
    public IReadOnlyList<string>? PromotionCodes { get; init; }

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
