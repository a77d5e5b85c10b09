using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Returns;

namespace PetShop.Api.Sales.Dtos.Returns;

/// <summary>Returned goods and their refund.</summary>
public sealed record ReturnResponse : IIdempotentResult
{
    internal static readonly Expression<Func<Return, ReturnResponse>> FromEntity = request => new ReturnResponse
    {
        Id = request.Id,
        OrderId = request.OrderId,
        UserId = request.UserId,
        Status = request.Status,
        Items = request.Lines.OrderBy(line => line.Position).Select(line => new ReturnItemResponse
        {
            ProductId = line.ProductId,
            Sku = line.Sku,
            ProductName = line.ProductName,
            Quantity = line.Quantity,
            Reason = line.Reason,
            RefundAmount = line.RefundAmount,
        }).ToList(),
        TotalRefund = request.TotalRefund,
        ShippingRefund = request.ShippingRefund,
        Currency = request.Currency,
        AdminNotes = request.AdminNotes,
        CreatedAt = request.CreatedAt,
        UpdatedAt = request.UpdatedAt,
        Version = request.Version,
    };

    private static readonly Func<Return, ReturnResponse> Map = FromEntity.Compile();

    /// <example>227633266690</example>
    public required long Id { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The customer's account; null for a guest.</summary>
    /// <example>7</example>
    public required long? UserId { get; init; }

    /// <example>requested</example>
    public required ReturnStatus Status { get; init; }

    public required IReadOnlyList<ReturnItemResponse> Items { get; init; }

    /// <summary>The sum of the items' refunds and <c>shipping_refund</c>.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal TotalRefund { get; init; }

    /// <summary>
    /// What was charged for shipping, once the last goods of the order were returned and processed; otherwise 0.
    /// </summary>
    /// <example>0.00</example>
    [Money]
    public required decimal ShippingRefund { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>Notes of the shop; null for none.</summary>
    public required string? AdminNotes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    long IIdempotentResult.OwnerId => new OrderOwner(OrderId, UserId).DataOwner;

    internal static ReturnResponse From(Return request) => Map(request);
}

/// <summary>One line of a return.</summary>
public sealed record ReturnItemResponse
{
    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <summary>The product's SKU when it was sold.</summary>
    /// <example>DOG-FOOD-3F7K2</example>
    public required string Sku { get; init; }

    /// <summary>The product's name when it was sold.</summary>
    /// <example>Chicken and Rice Kibble, Adult, 3 kg</example>
    public required string ProductName { get; init; }

    /// <example>1</example>
    public required int Quantity { get; init; }

    /// <example>The cat will not touch it.</example>
    public required string Reason { get; init; }

    /// <summary>A share of the amount charged for the line, in whole minor units.</summary>
    /// <example>15.99</example>
    [Money]
    public required decimal RefundAmount { get; init; }
}
