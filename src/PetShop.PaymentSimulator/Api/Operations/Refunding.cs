using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Gives captured money back.</summary>
internal static class Refunding
{
    private const string Failed = "failed";

    /// <summary>Creates a refund of all or a part of what is left.</summary>
    public static Answer Create(Call call)
    {
        var change = call.Change;
        var charge = Charge(call);
        if (!charge.Captured)
            throw ApiError.Refused("The charge is not captured. Cancel the PaymentIntent instead.",
                "charge_not_refundable");
        if (Disputing.IsOpenOrLost(change, charge))
            throw ApiError.Refused($"The charge {charge.Id} is disputed and cannot be refunded.", "charge_disputed");
        var rest = charge.AmountCaptured - Refunded(change.Tables, charge.PaymentIntent);
        if (rest == 0)
            throw ApiError.Refused($"The charge {charge.Id} has already been refunded.", "charge_already_refunded");
        var amount = call.Parameters.Number("amount") ?? rest;
        if (amount < 1)
            throw ApiError.Parameter("amount", "The amount must be at least 1.", "parameter_invalid_integer");
        if (amount > rest)
            throw ApiError.Refused($"The refund of {amount} is greater than {rest}, which is left of the charge.",
                param: "amount");
        var refund = change.Put(new Refund
        {
            Id = Ids.New("re_"),
            Amount = amount,
            BalanceTransaction = Ids.New("txn_"),
            Charge = charge.Id,
            Created = change.Now,
            Currency = charge.Currency,
            DestinationDetails = new DestinationDetails { Card = new CardDestination() },
            Metadata = call.Parameters.Metadata(),
            PaymentIntent = charge.PaymentIntent,
            Reason = call.Parameters.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"),
            Status = TestCards.ByFingerprint(charge.PaymentMethodDetails.Card.Fingerprint).RefundStatus,
        });
        var refunded = Move(change, charge, amount);
        change.Raise("refund.created", refund, call.Origin);
        change.Raise("charge.refunded", refunded, call.Origin);
        return call.Show(refund);
    }

    /// <summary>The bank finished a refund, or sent it back.</summary>
    /// <returns>Null if it has this status, or had failed before.</returns>
    public static Refund? Finish(Change change, Origin origin, string id, bool isSuccess)
    {
        var before = change.Tables.Refunds.Find(id) ?? throw ApiError.NotFound("refund", id);
        var status = isSuccess ? "succeeded" : Failed;
        if (before.Status == Failed || before.Status == status)
            return null;
        var after = change.Put(before with
        {
            Status = status,
            FailureReason = isSuccess ? null : "expired_or_canceled_card",
            FailureBalanceTransaction = isSuccess ? null : Ids.New("txn_"),
        });
        if (!isSuccess)
            Move(change, change.Charge(before.Charge)!, -before.Amount);
        change.Raise("refund.updated", after, origin);
        if (!isSuccess)
            change.Raise("refund.failed", after, origin);
        return after;
    }

    /// <summary>The sum of a payment's refunds that did not fail.</summary>
    public static long Refunded(Tables tables, string intent) =>
        tables.RefundsOf(intent).Where(refund => refund.Status != Failed).Sum(refund => refund.Amount);

    private static Charge Move(Change change, Charge charge, long amount) => change.Put(charge with
    {
        AmountRefunded = charge.AmountRefunded + amount,
        Refunded = charge.AmountRefunded + amount == charge.Amount,
    });

    private static Charge Charge(Call call)
    {
        if (call.Parameters.Text("payment_intent") is not { } id)
        {
            var charge = call.Parameters.Text("charge") ?? throw ApiError.Missing("payment_intent");
            return call.Change.Charge(charge) is { Paid: true } found
                ? found : throw ApiError.NotFound("charge", charge, "charge");
        }
        var intent = call.Change.Intent(id) ?? throw ApiError.NotFound("payment_intent", id, "payment_intent");
        return intent.LatestCharge is { } latest && call.Change.Charge(latest) is { Paid: true } paid
            ? paid
            : throw ApiError.Refused("This PaymentIntent does not have a successful charge to refund.",
                param: "payment_intent");
    }
}
