using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
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
        ShippingAmount = refund.ShippingAmount,
        Note = refund.Note,
        Items = refund.Lines.OrderBy(line => line.ProductId)
            .Select(line => new RefundedItem(line.ProductId, line.Quantity, line.Amount)).ToList(),
        Transfers = refund.Transfers.OrderBy(transfer => transfer.Number)
            .Select(transfer => new RefundTransferResponse
            {
                Number = transfer.Number,
                PaymentNumber = transfer.PaymentNumber,
                Amount = transfer.Amount,
                Status = transfer.Status,
                UpdatedAt = transfer.UpdatedAt,
                Failure = transfer.Failure,
                Reference = transfer.Reference,
                StoreCreditId = transfer.StoreCreditId,
            }).ToList(),
        RefundedAt = refund.RefundedAt,
        AdminData = new() { RefundedBy = refund.RefundedBy },
    };

    private static readonly Func<Refund, RefundResponse> Map = FromEntity.Compile();

    /// <summary>Starts at 1 within the order.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>
    /// The paid invoice that it belongs to; null if the money was never owed, such as a payment of a cancelled order.
    /// </summary>
    /// <example>227633266689</example>
    public required long? InvoiceId { get; init; }

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

    /// <summary>The part that gives shipping back without a return.</summary>
    /// <example>0.00</example>
    [Money]
    public required decimal ShippingAmount { get; init; }

    /// <summary>What an admin wrote about it for the customer; null for none.</summary>
    /// <example>Sorry for the dented tin.</example>
    public required string? Note { get; init; }

    /// <summary>The goods that it gives the money back for without a return; empty for any other refund.</summary>
    public required IReadOnlyList<RefundedItem> Items { get; init; }

    /// <summary>How the money goes back; empty for refunds from before that was recorded.</summary>
    public required IReadOnlyList<RefundTransferResponse> Transfers { get; init; }

    public required DateTimeOffset RefundedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefundAdminData? AdminData { get; init; }

    /// <summary>Present only in the answer that makes a gift card for a guest: its code is shown once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefundGiftCard? GiftCard { get; init; }

    /// <summary>The same, as the caller may see it.</summary>
    internal RefundResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with
    {
        AdminData = null,
        Transfers = [.. Transfers.Select(transfer => transfer with { Failure = null, Reference = null })],
    };

    internal static RefundResponse From(Refund refund) => Map(refund);
}

/// <summary>Goods that a refund gives the money back for.</summary>
/// <param name="ProductId" example="1">The product.</param>
/// <param name="Quantity" example="1">The units.</param>
/// <param name="Amount" example="15.99">What was charged for them.</param>
public sealed record RefundedItem(long ProductId, int Quantity, [property: Money] decimal Amount);

/// <summary>A gift card that a guest gets for a refund.</summary>
/// <param name="Id" example="227633266692">The store credit.</param>
/// <param name="Code" example="7K3QX-M92RF-0V5TD-W8H1N">Give it to the customer: it is not shown again.</param>
public sealed record RefundGiftCard(long Id, [property: Credential] string Code);

/// <summary>The way of a refund, or of a part of it, back from a payment.</summary>
public sealed record RefundTransferResponse
{
    /// <summary>Starts at 1 within the refund.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <summary>The payment whose money goes back.</summary>
    /// <example>1</example>
    public required int PaymentNumber { get; init; }

    /// <example>15.99</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>
    /// <c>pending</c>: the provider is moving the money; without a provider, an admin has to. <c>failed</c>: an admin
    /// has to choose another way.
    /// </summary>
    /// <example>succeeded</example>
    public required RefundTransferStatus Status { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it failed; null if it did not, and for customers.</summary>
    /// <example>lost_or_stolen_card</example>
    public required string? Failure { get; init; }

    /// <summary>The provider's id; null if it has none, and for customers.</summary>
    /// <example>re_3PZr2eHq</example>
    public required string? Reference { get; init; }

    /// <summary>The store credit that got the money; null if it goes back another way.</summary>
    /// <example>null</example>
    public required long? StoreCreditId { get; init; }
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
