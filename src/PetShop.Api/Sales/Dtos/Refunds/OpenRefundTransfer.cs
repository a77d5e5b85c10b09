using System.Linq.Expressions;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>Filters of the transfers that have not succeeded.</summary>
public sealed record RefundTransferFilter : PageQuery
{
    /// <summary><c>failed</c> or <c>pending</c>; if absent, both.</summary>
    /// <example>failed</example>
    public RefundTransferStatus? Status { get; init; }
}

/// <summary>A transfer of a refund that has not succeeded.</summary>
public sealed record OpenRefundTransfer
{
    internal static readonly Expression<Func<RefundTransfer, OpenRefundTransfer>> FromEntity = transfer => new()
    {
        OrderId = transfer.OrderId,
        RefundNumber = transfer.RefundNumber,
        Number = transfer.Number,
        PaymentNumber = transfer.PaymentNumber,
        Method = transfer.Payment.Method,
        Amount = transfer.Amount,
        Currency = transfer.Currency,
        Status = transfer.Status,
        Failure = transfer.Failure,
        Reference = transfer.Reference,
        CreatedAt = transfer.CreatedAt,
    };

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>The number of the refund within the order.</summary>
    /// <example>1</example>
    public required int RefundNumber { get; init; }

    /// <summary>Starts at 1 within the refund.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <summary>The payment whose money goes back.</summary>
    /// <example>1</example>
    public required int PaymentNumber { get; init; }

    /// <summary>
    /// How that payment was made. The provider moves what is pending of a card; anything else waits for an admin.
    /// </summary>
    /// <example>card</example>
    public required PaymentMethod Method { get; init; }

    /// <example>15.99</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <example>failed</example>
    public required RefundTransferStatus Status { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    /// <example>lost_or_stolen_card</example>
    public required string? Failure { get; init; }

    /// <summary>The provider's id; null if it has none.</summary>
    /// <example>re_3PZr2eHq</example>
    public required string? Reference { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
