using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Dtos.Invoices;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>What was ordered, and what is owed for it.</summary>
public sealed record CheckoutResponse : IKeptResult
{
    /// <summary>For people.</summary>
    /// <example>Your order PS-06ZK-3M92-QX4T has been placed.</example>
    public required string Message { get; init; }

    public required OrderResponse Order { get; init; }

    public required InvoiceResponse Invoice { get; init; }

    long IKeptResult.OwnerId => Order.UserId;
}
