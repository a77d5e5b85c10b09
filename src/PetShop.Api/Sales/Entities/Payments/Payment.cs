using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>
/// A try to pay for an order, or for a part of it. Its amount is fixed under the order's lock before the provider is
/// asked, and it changes only under that lock. Amounts are in <see cref="Currency"/>.
/// </summary>
public sealed class Payment
{
    public const int NoteMaxLength = 200;
    public const int ProviderMaxLength = 20;
    public const int ReferenceMaxLength = 255;
    public const int SecretMaxLength = 255;
    public const int UrlMaxLength = 2_000;
    public const int FailureCodeMaxLength = 100;
    public const int FailureMaxLength = 500;
    public const int CardBrandMaxLength = 30;

    private Payment()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>Starts at 1 within the order.</summary>
    public int Number { get; private set; }

    /// <summary>The name of the provider that handles it.</summary>
    public string Provider { get; private set; } = "";
    public PaymentMethod Method { get; private set; }
    public PaymentStatus Status { get; private set; }
    public decimal Amount { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>At most <see cref="Amount"/>.</summary>
    public decimal CapturedAmount { get; private set; }

    /// <summary>
    /// The sum of its refunds that have not failed. The database maintains it; this value mirrors it.
    /// </summary>
    public decimal RefundedAmount { get; private set; }

    /// <summary>The store credit that pays; null for any other way to pay.</summary>
    public long? StoreCreditId { get; private set; }

    /// <summary>The provider's id; null until it is known, and where no provider is asked.</summary>
    public string? Reference { get; private set; }

    /// <summary>With it, the customer's browser continues the payment; null if there is nothing to continue.</summary>
    public string? ClientSecret { get; private set; }

    /// <summary>The page where the customer authorises it; null if there is none.</summary>
    public string? ActionUrl { get; private set; }

    /// <summary>Why it was declined, as the provider's code; null if it was not.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>The same in words that a customer may read.</summary>
    public string? FailureMessage { get; private set; }
    public string? CardBrand { get; private set; }
    public string? CardLast4 { get; private set; }

    /// <summary>What an admin wrote about it, such as the text of a bank statement; null for none.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether the customer gives the card to the provider's page, where another one can be tried.</summary>
    public bool ContinuesInBrowser { get; private set; }

    /// <summary>Null if it was never disputed.</summary>
    public DisputeStatus? Dispute { get; private set; }

    /// <summary>The account that started it; null for guests and for the shop itself.</summary>
    public long? StartedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Null until something was captured.</summary>
    public DateTimeOffset? CapturedAt { get; private set; }

    /// <summary>When the provider is asked about it without having sent word; null if nothing is awaited.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>Counts changes of it and of its refunds: for If-Match, and to know outdated answers.</summary>
    public long Version { get; private set; }

    /// <summary>What can still be refunded.</summary>
    public decimal Refundable => Dispute == DisputeStatus.Open ? 0 : CapturedAmount - RefundedAmount;

    /// <param name="number">The order's next number: the caller must hold the order's lock.</param>
    public static Payment Start(Order order, int number, NewPayment payment, DateTimeOffset now) => new()
    {
        OrderId = order.Id,
        Number = number,
        Provider = payment.Provider,
        Method = payment.Method,
        Status = PaymentStatus.Processing,
        Amount = payment.Amount,
        Currency = order.Currency,
        Note = payment.Note,
        StoreCreditId = payment.StoreCreditId,
        ContinuesInBrowser = payment.ContinuesInBrowser,
        StartedBy = payment.StartedBy,
        CreatedAt = now,
        UpdatedAt = now,
        Version = 1,
    };

    /// <summary>Takes over what the provider says about it. An outdated answer changes nothing.</summary>
    /// <returns>Whether something has changed.</returns>
    public bool Follow(ProviderState state, DateTimeOffset now)
    {
        Reference ??= state.Reference;
        var captured = Math.Max(CapturedAmount, state.Captured);
        var dispute = state.Dispute ?? Dispute;
        var status = StatusOf(state, captured, dispute);
        if (status != Status && !PaymentTransitions.Table.Allow(Status, status))
            return false;
        var before = (Status, CapturedAmount, Dispute, ClientSecret, ActionUrl, FailureCode, CardLast4);
        (Status, CapturedAmount, Dispute) = (status, captured, dispute);
        (ClientSecret, ActionUrl) =
            PaymentTransitions.IsOpen(status) ? (state.ClientSecret, state.ActionUrl) : (null, null);
        (FailureCode, FailureMessage) = (state.FailureCode, state.FailureMessage);
        (CardBrand, CardLast4) = (state.CardBrand ?? CardBrand, state.CardLast4 ?? CardLast4);
        if (captured > 0)
            CapturedAt ??= now;
        if (before == (Status, CapturedAmount, Dispute, ClientSecret, ActionUrl, FailureCode, CardLast4))
            return false;
        Touch(now);
        return true;
    }

    /// <summary>The provider refused to begin it.</summary>
    /// <param name="message">Words that a customer may read.</param>
    public void Fail(string code, string message, DateTimeOffset now)
    {
        Status = PaymentTransitions.Table.Move(Status, PaymentStatus.Failed);
        (FailureCode, FailureMessage) = (Cut(code, FailureCodeMaxLength), Cut(message, FailureMaxLength));
        Touch(now);
    }

    /// <summary>A refund goes back to it.</summary>
    /// <param name="amount">At most what can still be refunded.</param>
    public void PayBack(decimal amount, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, CapturedAmount - RefundedAmount);
        Refund(amount, now);
    }

    /// <summary>A refund to it has failed, so the shop still has the money.</summary>
    public void TakeBack(decimal amount, DateTimeOffset now) => Refund(-amount, now);

    /// <summary>One of its refunds has changed: what the provider said before may be outdated.</summary>
    public void OutdateAnswers(DateTimeOffset now) => Touch(now);

    /// <summary>Sets when the provider is asked about it again.</summary>
    /// <param name="time">Null if nothing is awaited.</param>
    public void CheckAt(DateTimeOffset? time) => NextCheckAt = time;

    private void Refund(decimal amount, DateTimeOffset now)
    {
        RefundedAmount += amount;
        if (Dispute != DisputeStatus.Open)
            Status = MoneyStatus;
        Touch(now);
    }

    private PaymentStatus MoneyStatus => RefundedAmount == 0 ? PaymentStatus.Captured
        : RefundedAmount == CapturedAmount ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded;

    private PaymentStatus StatusOf(ProviderState state, decimal captured, DisputeStatus? dispute) => (state.Status,
        captured) switch
    {
        (_, > 0) => dispute == DisputeStatus.Open ? PaymentStatus.Disputed : MoneyStatus,
        // With a card that the shop was given, there is one try; in the browser, the customer can try another card.
        (PaymentStatus.RequiresPayment, _) when state.FailureCode is not null && !ContinuesInBrowser =>
            PaymentStatus.Failed,
        _ => state.Status,
    };

    private void Touch(DateTimeOffset now) => (UpdatedAt, Version) = (now, Version + 1);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>A payment that is about to start.</summary>
/// <param name="Provider">The name of the provider that handles it.</param>
/// <param name="Amount">More than 0.</param>
/// <param name="ContinuesInBrowser">Whether the customer gives the card to the provider's page.</param>
/// <param name="StartedBy">The account; null for a guest and for the shop itself.</param>
public sealed record NewPayment(
    string Provider, PaymentMethod Method, decimal Amount, bool ContinuesInBrowser, string? Note, long? StartedBy)
{
    /// <summary>The store credit that pays; null for any other way to pay.</summary>
    public long? StoreCreditId { get; init; }
}

/// <summary>What a provider says about a payment. Amounts are in the payment's currency.</summary>
public sealed record ProviderState
{
    /// <summary>Before the capture; what was captured says the rest.</summary>
    public required PaymentStatus Status { get; init; }

    /// <summary>What was captured, refunds included; 0 before the capture.</summary>
    public required decimal Captured { get; init; }

    /// <summary>The provider's id; null if it gives none.</summary>
    public string? Reference { get; init; }
    public string? ClientSecret { get; init; }
    public string? ActionUrl { get; init; }
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public string? CardBrand { get; init; }
    public string? CardLast4 { get; init; }

    /// <summary>Null if it is not known to be disputed.</summary>
    public DisputeStatus? Dispute { get; init; }
}

/// <summary>A cardholder's dispute of a payment.</summary>
public enum DisputeStatus
{
    Open,

    /// <summary>The shop keeps the money.</summary>
    Won,

    /// <summary>The money is gone, which counts as a refund.</summary>
    Lost,
}
