namespace PetShop.Api.Sales.Entities.Credits;

/// <summary>A change of a store credit's balance: one row of the ledger. It is never changed.</summary>
public sealed class StoreCreditMovement
{
    public const int NoteMaxLength = 200;

    private StoreCreditMovement()
    {
    }

    public long CreditId { get; private set; }

    /// <summary>Starts at 1 within the credit.</summary>
    public int Number { get; private set; }

    /// <summary>What comes in, or goes out if negative, in the credit's currency.</summary>
    public decimal Amount { get; private set; }

    /// <summary>What is left after it.</summary>
    public decimal Balance { get; private set; }
    public StoreCreditMovementKind Kind { get; private set; }

    /// <summary>
    /// The order that it paid for or was refunded from, or with which a gift card was bought; null for none.
    /// </summary>
    public long? OrderId { get; private set; }

    /// <summary>The payment within the order; null for none.</summary>
    public int? PaymentNumber { get; private set; }

    /// <summary>The refund within the order; null for none.</summary>
    public int? RefundNumber { get; private set; }

    /// <summary>The transfer within the refund; null for none.</summary>
    public int? TransferNumber { get; private set; }

    /// <summary>The account that caused it; null for guests and for the shop itself.</summary>
    public long? ActorId { get; private set; }

    /// <summary>What an admin wrote about it, for admins; null for none.</summary>
    public string? Note { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="credit">As it is after the movement.</param>
    internal static StoreCreditMovement Of(
        StoreCredit credit, decimal amount, StoreCreditEntry entry, DateTimeOffset now) => new()
        {
            CreditId = credit.Id,
            Number = credit.LastMovement,
            Amount = amount,
            Balance = credit.Balance,
            Kind = entry.Kind,
            OrderId = entry.OrderId,
            PaymentNumber = entry.PaymentNumber,
            RefundNumber = entry.RefundNumber,
            TransferNumber = entry.TransferNumber,
            ActorId = entry.ActorId,
            Note = entry.Note,
            CreatedAt = now,
        };
}

/// <summary>Why a balance changes.</summary>
/// <param name="ActorId">The account that causes it; null for guests and for the shop itself.</param>
public sealed record StoreCreditEntry(StoreCreditMovementKind Kind, long? ActorId)
{
    public long? OrderId { get; init; }
    public int? PaymentNumber { get; init; }
    public int? RefundNumber { get; init; }
    public int? TransferNumber { get; init; }
    public string? Note { get; init; }
}

/// <summary>The reason for a movement.</summary>
public enum StoreCreditMovementKind
{
    /// <summary>An admin issued it, or a customer took the code of a gift card that was bought.</summary>
    Issued,

    /// <summary>It paid for an order.</summary>
    Redeemed,

    /// <summary>Money of an order came back to it.</summary>
    Refunded,

    /// <summary>An admin corrected it.</summary>
    Adjusted,

    /// <summary>What a gift card was bought for was refunded, so the shop has taken it back.</summary>
    TakenBack,
}
