using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Dtos.Invoices;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>The order and its invoice.</summary>
public sealed record CheckoutResponse : IIdempotentResult
{
    /// <summary>A message to display.</summary>
    /// <example>Your order PS-06ZK-3M92-QX4T has been placed.</example>
    public required string Message { get; init; }

    public required OrderResponse Order { get; init; }

    public required InvoiceResponse Invoice { get; init; }

    long IIdempotentResult.OwnerId => ((IIdempotentResult)Order).OwnerId;
}
