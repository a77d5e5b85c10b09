using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Entities.Refunds;

/// <summary>
/// The way of a refund, or of a part of it, back from one payment. The transfers of a refund that have not failed add
/// up to it.
/// </summary>
public sealed class RefundTransfer
{
    public const int ReferenceMaxLength = 255;
    public const int FailureMaxLength = 500;

    private RefundTransfer()
    {
    }

    public long OrderId { get; private set; }
    public int RefundNumber { get; private set; }

    /// <summary>Starts at 1 within the refund.</summary>
    public int Number { get; private set; }

    /// <summary>The payment of the order whose money goes back.</summary>
    public int PaymentNumber { get; private set; }

    /// <summary>That payment, in queries.</summary>
    public Payment Payment { get; private set; } = null!;

    /// <summary>More than 0, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The order's currency.</summary>
    public string Currency { get; private set; } = "";
    public RefundTransferStatus Status { get; private set; }

    /// <summary>The store credit that gets the money; null if it goes back the way it came.</summary>
    public long? StoreCreditId { get; private set; }

    /// <summary>
    /// The provider's id; null until it is known, and where no provider moves the money. Where several transfers stand
    /// for one movement of money, "/2" and so on follows from the second one on.
    /// </summary>
    public string? Reference { get; private set; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether it failed and another transfer was made in its place.</summary>
    public bool IsReplaced { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <param name="number">The next one within the refund.</param>
    /// <param name="status">Pending, or succeeded if the money has moved.</param>
    public static RefundTransfer Of(
        Refund refund, int number, int paymentNumber, decimal amount, RefundTransferStatus status,
        string? reference = null) => new()
        {
            OrderId = refund.OrderId,
            RefundNumber = refund.Number,
            Number = number,
            PaymentNumber = paymentNumber,
            Amount = amount,
            Currency = refund.Currency,
            Status = status,
            Reference = reference,
            CreatedAt = refund.RefundedAt,
            UpdatedAt = refund.RefundedAt,
        };

    /// <summary>One that has succeeded: a store credit has the money.</summary>
    /// <param name="number">The next one within the refund.</param>
    public static RefundTransfer ToCredit(
        Refund refund, int number, int paymentNumber, decimal amount, long storeCreditId)
    {
        var transfer = Of(refund, number, paymentNumber, amount, RefundTransferStatus.Succeeded);
        transfer.StoreCreditId = storeCreditId;
        return transfer;
    }

    /// <summary>Whether it stands for a movement of money, or for a part of it.</summary>
    /// <param name="movement">The provider's id of it.</param>
    public bool IsOf(string movement) => Reference is { } reference
        && reference.StartsWith(movement, StringComparison.Ordinal)
        && (reference.Length == movement.Length || reference[movement.Length] == '/');

    /// <summary>The provider knows it by this id.</summary>
    public void Identify(string reference) => Reference = reference;

    /// <summary>Other transfers take its place.</summary>
    public void Replace() => IsReplaced = true;

    /// <summary>What is left of a failed transfer when a part of its money has moved: it has failed too.</summary>
    /// <param name="number">The next one within the refund.</param>
    public RefundTransfer Rest(Refund refund, int number, decimal moved, DateTimeOffset now)
    {
        var rest = Of(refund, number, PaymentNumber, Amount - moved, RefundTransferStatus.Failed);
        rest.Finish(RefundTransferStatus.Failed, Failure, now);
        return rest;
    }

    /// <summary>The money has moved, or did not.</summary>
    /// <param name="failure">Why it failed; null if it did not.</param>
    public void Finish(RefundTransferStatus status, string? failure, DateTimeOffset now) => (Status, Failure, UpdatedAt)
        = (status, failure is { Length: > FailureMaxLength } ? failure[..FailureMaxLength] : failure, now);
}

/// <summary>How far a transfer is.</summary>
public enum RefundTransferStatus
{
    /// <summary>
    /// The provider is moving the money. Without a provider, or if nobody could use the store credit that paid, an
    /// admin has to, and then says so.
    /// </summary>
    Pending,
    Succeeded,

    /// <summary>The money did not move: an admin has to choose another way.</summary>
    Failed,
}
