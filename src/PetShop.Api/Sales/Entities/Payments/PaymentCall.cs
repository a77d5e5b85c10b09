namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>
/// Something that the shop asks of a payment provider. It is stored before the provider is asked and completed
/// afterwards, so that a crash in between is noticed. Its id is the idempotency key at the provider.
/// </summary>
public sealed class PaymentCall
{
    public const int ErrorMaxLength = 500;
    public const int CardIdMaxLength = 255;

    private PaymentCall()
    {
    }

    public Guid Id { get; private set; }
    public long OrderId { get; private set; }
    public int PaymentNumber { get; private set; }
    public PaymentCallKind Kind { get; private set; }
    public PaymentCallState State { get; private set; }

    /// <summary>
    /// The amount to pay, to capture or to refund, in the payment's currency; null for a cancellation.
    /// </summary>
    public decimal? Amount { get; private set; }

    /// <summary>The refund and the place of the transfer in it; null for anything else than a refund.</summary>
    public int? RefundNumber { get; private set; }

    /// <inheritdoc cref="RefundNumber"/>
    public int? TransferNumber { get; private set; }

    /// <summary>
    /// The provider's id of the card to pay with; null if the customer gives it to the provider's page.
    /// </summary>
    public string? CardId { get; private set; }

    /// <summary>Where the customer comes back to after the bank's page; null for none.</summary>
    public string? ReturnUrl { get; private set; }

    /// <summary>
    /// Part of the idempotency key. It grows when the provider has answered with an error, which ends the request.
    /// </summary>
    public int Generation { get; private set; }

    /// <summary>How often the provider was asked without an answer that decides.</summary>
    public int Attempts { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was decided; null while it is open.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it failed, or why the last attempt brought no answer; null if neither.</summary>
    public string? Error { get; private set; }

    /// <summary>The key that the provider repeats its answer for.</summary>
    public string IdempotencyKey => $"{Id:N}-{Generation}";

    public static PaymentCall Plan(
        Guid id, Payment payment, PaymentCallKind kind, PaymentCallData data, DateTimeOffset now) => new()
        {
            Id = id,
            OrderId = payment.OrderId,
            PaymentNumber = payment.Number,
            Kind = kind,
            Amount = data.Amount,
            RefundNumber = data.Transfer?.RefundNumber,
            TransferNumber = data.Transfer?.Number,
            CardId = data.CardId,
            ReturnUrl = data.ReturnUrl,
            StartedAt = now,
        };

    /// <summary>The provider did it.</summary>
    public void Finish(DateTimeOffset now) => End(PaymentCallState.Done, error: null, now);

    /// <summary>The provider refused it.</summary>
    public void Refuse(string error, DateTimeOffset now) => End(PaymentCallState.Refused, Cut(error), now);

    /// <summary>
    /// The provider's answer is not known. Before the next attempt, the provider must be asked what became of this one.
    /// </summary>
    /// <param name="isAnswered">Whether the provider answered with an error. It may repeat that under the same key.
    /// </param>
    public void Miss(string error, bool isAnswered)
    {
        Attempts++;
        Error = Cut(error);
        if (isAnswered)
            Generation++;
    }

    /// <summary>What the customer gave is needed no more.</summary>
    private void End(PaymentCallState state, string? error, DateTimeOffset now)
    {
        (State, FinishedAt, Error) = (state, now, error);
        (CardId, ReturnUrl) = (null, null);
    }

    private static string Cut(string text) => text.Length <= ErrorMaxLength ? text : text[..ErrorMaxLength];
}

/// <summary>What is asked of the provider.</summary>
/// <param name="Amount">Null for a cancellation.</param>
/// <param name="CardId">Null if the customer gives the card to the provider's page.</param>
/// <param name="Transfer">The transfer of a refund; null for anything else.</param>
public sealed record PaymentCallData(
    decimal? Amount = null, string? CardId = null, string? ReturnUrl = null,
    (int RefundNumber, int Number)? Transfer = null);

/// <summary>What the shop asks of a provider.</summary>
public enum PaymentCallKind
{
    Start,
    Capture,
    Cancel,
    Refund,
}

/// <summary>Whether a call is decided.</summary>
public enum PaymentCallState
{
    Open,
    Done,
    Refused,
}
