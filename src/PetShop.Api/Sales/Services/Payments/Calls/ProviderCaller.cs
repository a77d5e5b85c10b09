using Microsoft.Extensions.Options;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>
/// Asks a provider what a recorded call says. Nothing is written, and no transaction is open. A call whose answer was
/// lost is not repeated before the provider was asked what became of it.
/// </summary>
internal sealed partial class ProviderCaller(
    PaymentProviders providers, IOptions<PaymentsOptions> options, TimeProvider clock, ILogger<ProviderCaller> logger)
{
    /// <summary>A customer does not expect to be charged later than that.</summary>
    private static readonly TimeSpan PaymentsBeginWithin = TimeSpan.FromMinutes(10);

    /// <summary>An older call may have been made by a node that ended before it could record the answer.</summary>
    private static readonly TimeSpan MayBeLostAfter = TimeSpan.FromSeconds(30);

    /// <param name="isWanted">Whether a payment that has not begun should begin.</param>
    public async Task<ProviderAnswer> AskAsync(PlannedCall planned, bool isWanted, CancellationToken ct)
    {
        var (call, payment) = planned;
        var provider = providers.Of(payment.Provider);
        try
        {
            if ((call.Attempts > 0 || IsOld(call))
                && await FindOutAsync(provider, call, payment, ct) is { } found)
                return found;
            if (call.Kind == PaymentCallKind.Start && (!isWanted || AgeOf(call) > PaymentsBeginWithin))
                return new ProviderAnswer.Refused(
                    "expired", "The payment was not begun in time.", "The call was not repeated.", null);
            return await CallAsync(provider, call, payment, ct);
        }
        catch (ProviderRefusedException refusal)
        {
            return await ExplainAsync(provider, call, payment, refusal, ct);
        }
        catch (ProviderUnavailableException failure)
        {
            LogUnknown(call.Kind, call.OrderId, call.PaymentNumber, failure.Message);
            // The customer can try again at once, or pay in another way.
            if (call is { Kind: PaymentCallKind.Start, Attempts: 0 } && !IsOld(call) && failure.IsWithoutEffect)
                return new ProviderAnswer.Refused("provider_unavailable",
                    "Cards cannot be charged at the moment. Try again later.", failure.Message, null);
            return new ProviderAnswer.Unknown(failure.Message, failure.IsAnswered);
        }
    }

    private bool IsOld(PaymentCall call) => AgeOf(call) > MayBeLostAfter;

    private TimeSpan AgeOf(PaymentCall call) => clock.GetUtcNow() - call.StartedAt;

    /// <summary>A refusal to say what became of a call does not mean that nothing did.</summary>
    private static async Task<ProviderAnswer?> FindOutAsync(
        IPaymentProvider provider, PaymentCall call, Payment payment, CancellationToken ct)
    {
        try
        {
            return await AskWhatBecameAsync(provider, call, payment, ct);
        }
        catch (ProviderRefusedException refusal)
        {
            throw new ProviderUnavailableException(refusal.Detail, refusal);
        }
    }

    /// <returns>Null if nothing became of it, so that it can be made.</returns>
    private static async Task<ProviderAnswer?> AskWhatBecameAsync(
        IPaymentProvider provider, PaymentCall call, Payment payment, CancellationToken ct)
    {
        var currency = Currency.Of(payment.Currency);
        switch (call.Kind)
        {
            case PaymentCallKind.Start:
                return await provider.FindAsync(call.Id, currency, call.StartedAt, ct) is { } begun
                    ? new ProviderAnswer.Payment(begun) : null;
            case PaymentCallKind.Refund:
                var refunds = (await provider.ReadAsync(payment.Reference!, currency, ct)).Refunds;
                return refunds.FirstOrDefault(refund => refund.CallId == call.Id) is { } made
                    ? new ProviderAnswer.Refund(made) : null;
            default:
                var now = (await provider.ReadAsync(payment.Reference!, currency, ct)).State;
                return now.Status is PaymentStatus.Captured or PaymentStatus.Cancelled
                    ? new ProviderAnswer.Payment(WithoutEnd(now)) : null;
        }
    }

    private async Task<ProviderAnswer> CallAsync(
        IPaymentProvider provider, PaymentCall call, Payment payment, CancellationToken ct)
    {
        var currency = Currency.Of(payment.Currency);
        var amount = new Money(call.Amount ?? 0, currency);
        return call.Kind switch
        {
            PaymentCallKind.Start => new ProviderAnswer.Payment(await provider.StartAsync(
                new(new(payment.OrderId, payment.Number), call.Id, amount, OrderNumber.Of(payment.OrderId),
                    call.CardId, call.ReturnUrl, options.Value.Capture == CaptureTime.AtOnce),
                call.IdempotencyKey, ct)),
            PaymentCallKind.Capture => new ProviderAnswer.Payment(
                await provider.CaptureAsync(payment.Reference!, amount, call.IdempotencyKey, ct)),
            PaymentCallKind.Cancel => new ProviderAnswer.Payment(
                await provider.CancelAsync(payment.Reference!, currency, call.IdempotencyKey, ct)),
            _ => new ProviderAnswer.Refund(
                await provider.RefundAsync(payment.Reference!, amount, call.Id, call.IdempotencyKey, ct)),
        };
    }

    /// <summary>A capture or a cancellation is refused if the payment is no longer as the shop believes.</summary>
    private static async Task<ProviderAnswer> ExplainAsync(
        IPaymentProvider provider, PaymentCall call, Payment payment, ProviderRefusedException refusal,
        CancellationToken ct)
    {
        if (call.Kind is PaymentCallKind.Start or PaymentCallKind.Refund)
            return new ProviderAnswer.Refused(refusal.Code, refusal.Message, refusal.Detail, null);
        try
        {
            var truth = await provider.ReadAsync(payment.Reference!, Currency.Of(payment.Currency), ct);
            return new ProviderAnswer.Refused(refusal.Code, refusal.Message, refusal.Detail,
                WithoutEnd(truth.State));
        }
        catch (Exception e) when (e is ProviderRefusedException or ProviderUnavailableException)
        {
            return new ProviderAnswer.Unknown(e.Message, IsAnswered: false);
        }
    }

    /// <summary>
    /// An answer may be outdated when it is recorded. An open dispute is looked at again soon; how one has ended is
    /// taken over by comparing only.
    /// </summary>
    private static ProviderState WithoutEnd(ProviderState state) =>
        state.Dispute == DisputeStatus.Open ? state : state with { Dispute = null };

    [LoggerMessage(LogLevel.Warning,
        "The outcome of {Kind} of payment {Number} of order {OrderId} is unknown: {Error}")]
    private partial void LogUnknown(PaymentCallKind kind, long orderId, int number, string error);
}
