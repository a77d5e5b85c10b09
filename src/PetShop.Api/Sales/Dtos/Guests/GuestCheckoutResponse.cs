using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Dtos.Orders;

namespace PetShop.Api.Sales.Dtos.Guests;

/// <summary>The order, its invoice, and the links by which the guest can open it.</summary>
public sealed record GuestCheckoutResponse
{
    /// <summary>A message to display.</summary>
    /// <example>Your order PS-06ZK-3M92-QX4T has been placed.</example>
    public required string Message { get; init; }

    public required OrderResponse Order { get; init; }

    public required InvoiceResponse Invoice { get; init; }

    /// <summary>The only way to the order for somebody without an account: keep them.</summary>
    public required GuestOrderLinks Links { get; init; }
}
