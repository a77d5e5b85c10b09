using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>
/// Moves money. Every call that changes something carries an idempotency key, so that it can be repeated. A refusal is
/// a <see cref="ProviderRefusedException"/>; if the outcome is unknown, a <see cref="ProviderUnavailableException"/>.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>Stored with each payment, so it must never change.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it asks nobody: its answers belong into the transaction.
    /// </summary>
    bool IsLocal { get; }

    /// <summary>Whether an admin records what has happened already.</summary>
    bool IsRecorded { get; }

    bool Handles(PaymentMethod method);

    /// <summary>Begins a payment and, with a card, authorises it or captures it.</summary>
    Task<ProviderState> StartAsync(ProviderStart start, string key, CancellationToken ct);

    /// <summary>The payment that a call has begun; null if it has begun none.</summary>
    /// <param name="since">The call was not made before.</param>
    Task<ProviderState?> FindAsync(Guid callId, Currency currency, DateTimeOffset since, CancellationToken ct);

    /// <summary>Everything about a payment as it is now.</summary>
    Task<ProviderDetails> ReadAsync(string reference, Currency currency, CancellationToken ct);

    /// <summary>Captures an authorised payment, or a part of it: the rest is released.</summary>
    Task<ProviderState> CaptureAsync(string reference, Money amount, string key, CancellationToken ct);

    /// <summary>Gives up a payment that is not captured, and releases what was authorised.</summary>
    Task<ProviderState> CancelAsync(string reference, Currency currency, string key, CancellationToken ct);

    /// <summary>Refunds a captured payment, or a part of it.</summary>
    Task<ProviderRefund> RefundAsync(string reference, Money amount, Guid callId, string key, CancellationToken ct);

    /// <summary>Verifies a message of the provider.</summary>
    /// <param name="body">Byte for byte.</param>
    /// <param name="signature">The header with the signature; null if it is missing.</param>
    /// <returns>Null if the message is not the provider's, or is too old.</returns>
    ProviderMessage? Verify(byte[] body, string? signature);

    /// <summary>Reads a message that was verified when it came.</summary>
    ProviderMessage ReadVerified(byte[] body);

    /// <summary>
    /// The messages that did not arrive, as if they had been verified: in pages, the newest first.
    /// </summary>
    /// <param name="since">Older ones are left out.</param>
    IAsyncEnumerable<IReadOnlyList<MissedMessage>> ListMissedAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>The header with the signature of messages; null if the provider sends none.</summary>
    string? SignatureHeader { get; }
}

/// <summary>A payment to begin.</summary>
/// <param name="Purpose">What the customer reads about it, such as the order's number.</param>
/// <param name="CardId">Null if the customer gives the card to the provider's page.</param>
/// <param name="ReturnUrl">Where the bank's page sends the customer afterwards; null for nowhere.</param>
/// <param name="IsCapturedAtOnce">If not, the amount is only authorised.</param>
internal sealed record ProviderStart(
    PaymentTarget Target, Guid CallId, Money Amount, string Purpose, string? CardId, string? ReturnUrl,
    bool IsCapturedAtOnce);

/// <summary>A payment of an order.</summary>
internal readonly record struct PaymentTarget(long OrderId, int Number);

/// <summary>An amount in a currency, in whole minor units.</summary>
internal readonly record struct Money(decimal Amount, Currency Currency);

/// <summary>Everything that a provider says about a payment.</summary>
/// <param name="Amount">What is to be paid, in the payment's currency.</param>
/// <param name="Refunds">The newest hundred, the oldest first.</param>
/// <param name="LostAmount">What is gone by lost disputes; 0 without one.</param>
internal sealed record ProviderDetails(
    ProviderState State, decimal Amount, IReadOnlyList<ProviderRefund> Refunds, decimal LostAmount);

/// <summary>A refund as a provider says.</summary>
/// <param name="CallId">The call that made it; null if it was not made by the shop.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
internal sealed record ProviderRefund(
    string Reference, decimal Amount, RefundTransferStatus Status, Guid? CallId, string? Failure);

/// <summary>A message of a provider that something has happened.</summary>
/// <param name="Reference">The provider's id of the payment that it is about; null if it is about none.</param>
/// <param name="Target">The payment that the shop named when it began it; null if the message does not say.</param>
internal sealed record ProviderMessage(string EventId, string Type, string? Reference, PaymentTarget? Target);

/// <summary>A message of a provider that did not arrive.</summary>
/// <param name="Body">Byte for byte.</param>
internal sealed record MissedMessage(string EventId, byte[] Body);
