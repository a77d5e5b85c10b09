using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>A refund of an order. The sum of an order's refunds never exceeds the payment.</summary>
public sealed record RefundResponse
{
    internal static readonly Expression<Func<Refund, RefundResponse>> FromEntity = refund => new RefundResponse
    {
        Number = refund.Number,
        OrderId = refund.OrderId,
        InvoiceId = refund.InvoiceId,
        Amount = refund.Amount,
        Currency = refund.Currency,
        Reason = refund.Reason,
        ReturnId = refund.ReturnId,
        RefundedAt = refund.RefundedAt,
        AdminData = new() { RefundedBy = refund.RefundedBy },
    };

    /// <summary>Starts at 1 within the order.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The paid invoice that it belongs to.</summary>
    /// <example>227633266689</example>
    public required long InvoiceId { get; init; }

    /// <example>15.99</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>The reason for the refund.</summary>
    /// <example>return_processed</example>
    public required RefundReason Reason { get; init; }

    /// <summary>The return that it is for; null for any other reason.</summary>
    /// <example>227633266690</example>
    public required long? ReturnId { get; init; }

    public required DateTimeOffset RefundedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefundAdminData? AdminData { get; init; }

    /// <summary>The same, as the caller may see it.</summary>
    internal RefundResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };
}

/// <summary>The data of a refund that only admins see.</summary>
public sealed record RefundAdminData
{
    /// <summary>
    /// The account that caused it; null for the shop itself, and for refunds from before they were recorded.
    /// </summary>
    /// <example>1</example>
    public required long? RefundedBy { get; init; }
}
