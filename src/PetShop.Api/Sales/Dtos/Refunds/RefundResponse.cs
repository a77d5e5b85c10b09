using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>Money that goes back for an order. Their sum never passes what was paid.</summary>
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

    /// <summary>From 1 within the order, in the order of booking.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The paid invoice it counts against.</summary>
    /// <example>227633266689</example>
    public required long InvoiceId { get; init; }

    /// <example>15.99</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217: the order's.</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>Why the money goes back.</summary>
    /// <example>return_processed</example>
    public required RefundReason Reason { get; init; }

    /// <summary>The return it pays for; null for every other reason.</summary>
    /// <example>227633266690</example>
    public required long? ReturnId { get; init; }

    public required DateTimeOffset RefundedAt { get; init; }

    /// <summary>For admins only, and left out for everybody else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefundAdminData? AdminData { get; init; }

    /// <summary>The same, as the caller may see it.</summary>
    internal RefundResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };
}

/// <summary>What only admins see of a refund.</summary>
public sealed record RefundAdminData
{
    /// <summary>The account that caused it; null for what was booked before refunds were recorded.</summary>
    /// <example>1</example>
    public required long? RefundedBy { get; init; }
}
