using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Dtos.Orders;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>A new order of a customer without an account. The shop sets prices, totals and status.</summary>
public sealed record GuestCheckoutRequest
{
    /// <summary>
    /// The customer's e-mail address, ignoring case. It may belong to an account; the order does not.
    /// </summary>
    /// <example>robin.barker@example.com</example>
    public string? Email { get; init; }

    /// <summary>1 to 100 lines, each product once. If absent, the cart is ordered and is empty afterwards.</summary>
    public IReadOnlyList<CheckoutItemRequest>? Items { get; init; }

    /// <summary>Where to send it. Its <c>name</c> is the customer's name.</summary>
    public GuestAddressRequest? ShipTo { get; init; }

    /// <summary>The billing address. If absent, it is the same as <c>ship_to</c>.</summary>
    public GuestAddressRequest? BillTo { get; init; }

    /// <summary>
    /// A shipping method that a quote offers for the address. If absent, the first one that is offered is used.
    /// </summary>
    public long? ShippingMethodId { get; init; }

    /// <summary>
    /// At most 10 promotion codes, as the customer typed them: case and blanks are ignored. A code that cannot be used
    /// is refused and named. If absent and the cart is ordered, the codes of the cart are used.
    /// </summary>
    public IReadOnlyList<string>? PromotionCodes { get; init; }

    /// <summary>
    /// The total that the customer saw, in the shop's currency. If the order's total differs, nothing is ordered, and
    /// the response contains the current total. If absent, any total is accepted.
    /// </summary>
    public decimal? ExpectedTotal { get; init; }
}

/// <summary>
/// The address of a customer without an account. <c>name</c>, <c>line1</c>, <c>city</c> and <c>country</c> are always
/// required, and <c>postal_code</c> and <c>region</c> in most countries.
/// </summary>
public sealed record GuestAddressRequest : AddressFields;
