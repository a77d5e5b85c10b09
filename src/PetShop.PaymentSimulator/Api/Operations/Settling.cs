using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Captures and cancels payments.</summary>
internal static class Settling
{
    /// <summary>Takes all or a part of what was authorised; the rest is released.</summary>
    public static Answer Capture(Call call)
    {
        var (change, intent) = (call.Change, call.Intent());
        if (intent.Status != IntentStatus.RequiresCapture)
            throw ApiError.UnexpectedState(intent, "captured");
        if (call.Parameters.Text("final_capture") is "false")
            throw ApiError.Parameter("final_capture", "The simulator captures a payment only once.");
        var amount = call.Parameters.Number("amount_to_capture") ?? intent.AmountCapturable;
        if (amount < 1)
            throw ApiError.Parameter("amount_to_capture", "The amount must be at least 1.",
                "parameter_invalid_integer");
        if (amount > intent.AmountCapturable)
            throw ApiError.Refused($"The amount {amount} is greater than {intent.AmountCapturable}, which can be "
                + "captured.", "amount_too_large", "amount_to_capture");
        var metadata = call.Parameters.Metadata(intent.Metadata);
        var authorised = change.Charge(intent.LatestCharge!)!;
        var charge = change.Put(authorised with
        {
            Captured = true,
            AmountCaptured = amount,
            AmountRefunded = authorised.Amount - amount,
            BalanceTransaction = State.Ids.New("txn_"),
        });
        var captured = change.Put(intent with
        {
            Status = IntentStatus.Succeeded,
            AmountCapturable = 0,
            AmountReceived = amount,
            Metadata = metadata,
        });
        change.Raise("charge.captured", charge, call.Origin);
        change.Raise("payment_intent.succeeded", captured, call.Origin);
        Disputing.OpenIfContested(change, call.Origin, charge);
        return call.Show(captured);
    }

    /// <summary>Ends a payment that is not captured, and releases what was authorised.</summary>
    public static Answer Cancel(Call call)
    {
        var (change, intent) = (call.Change, call.Intent());
        if (intent.Status is IntentStatus.Succeeded or IntentStatus.Canceled)
            throw ApiError.UnexpectedState(intent, "canceled");
        var reason = call.Parameters.OneOf(
            "cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        if (intent.Status == IntentStatus.RequiresCapture)
        {
            var authorised = change.Charge(intent.LatestCharge!)!;
            var released = change.Put(authorised with { AmountRefunded = authorised.Amount, Refunded = true });
            change.Raise("charge.refunded", released, call.Origin);
        }
        var canceled = change.Put(intent with
        {
            Status = IntentStatus.Canceled,
            AmountCapturable = 0,
            CanceledAt = change.Now,
            CancellationReason = reason,
            NextAction = null,
        });
        change.Raise("payment_intent.canceled", canceled, call.Origin);
        return call.Show(canceled);
    }
}
