using PetShop.Api.Sales.Dtos.Orders;

namespace PetShop.Api.Sales.Dtos.Carts;

/// <summary>How a cart would be ordered.</summary>
public sealed record QuoteRequest
{
    /// <summary>
    /// Where it would be sent. If absent: the account's default address or, without one, the shop's own country.
    /// </summary>
    public OrderAddressRequest? ShipTo { get; init; }

    /// <summary>One of the quote's shipping options. If absent, the first one that is offered is used.</summary>
    public long? ShippingMethodId { get; init; }

    /// <summary>
    /// At most 10 promotion codes, as the customer typed them: case and blanks are ignored. The quote says why a code
    /// has no effect.
    /// </summary>
    /// <example>["WELCOME10", "FREESHIP"]</example>
    public IReadOnlyList<string>? PromotionCodes { get; init; }
}
