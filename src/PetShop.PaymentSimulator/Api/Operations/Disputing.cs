using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Cardholders contest charges, and their banks decide.</summary>
internal static class Disputing
{
    public const string Open = "needs_response";
    public const string Won = "won";
    public const string Lost = "lost";

    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromDays(7);

    /// <summary>Opens a dispute if the test card is one whose holder contests each charge.</summary>
    public static void OpenIfContested(Change change, Origin origin, Charge charge)
    {
        if (TestCards.ByFingerprint(charge.PaymentMethodDetails.Card.Fingerprint).DisputeReason is { } reason)
            Start(change, origin, charge, charge.AmountCaptured, reason);
    }

    /// <summary>Opens a dispute of a captured charge. The bank takes the money back until it has decided.</summary>
    /// <param name="intent">The payment.</param>
    /// <param name="amount">Null for all that was captured and not refunded.</param>
    public static Dispute Start(Change change, Origin origin, string intent, long? amount, string reason)
    {
        var payment = change.Intent(intent) ?? throw ApiError.NotFound("payment_intent", intent);
        if (payment.LatestCharge is not { } id || change.Charge(id) is not { Captured: true } charge)
            throw ApiError.Refused("Only a captured payment can be disputed.");
        if (charge.Disputed)
            throw ApiError.Refused("The charge is already disputed.");
        var rest = charge.AmountCaptured - Refunding.Refunded(change.Tables, intent);
        if ((amount ?? rest) < 1 || (amount ?? rest) > rest)
            throw ApiError.Refused($"A dispute can have an amount from 1 to {rest}.", param: "amount");
        return Start(change, origin, charge, amount ?? rest, reason);
    }

    /// <summary>Closes a dispute.</summary>
    public static Dispute Close(Change change, Origin origin, string id, bool isWon)
    {
        var open = change.Tables.Disputes.Find(id) ?? throw ApiError.NotFound("dispute", id);
        if (open.Status != Open)
            throw ApiError.Refused($"The dispute is closed: {open.Status}.");
        var closed = change.Put(open with { Status = isWon ? Won : Lost, IsChargeRefundable = isWon });
        change.Raise("charge.dispute.closed", closed, origin);
        if (isWon)
            change.Raise("charge.dispute.funds_reinstated", closed, origin);
        return closed;
    }

    /// <summary>Whether the bank holds the charge's money.</summary>
    public static bool IsOpenOrLost(Change change, Charge charge) =>
        charge.Disputed && HeldByBank(change.Tables, charge.Id) > 0;

    /// <summary>What the bank took back for open and lost disputes.</summary>
    public static long HeldByBank(Tables tables, string charge) => tables.Disputes.Newest()
        .Where(dispute => dispute.Charge == charge && dispute.Status != Won).Sum(dispute => dispute.Amount);

    private static Dispute Start(Change change, Origin origin, Charge charge, long amount, string reason)
    {
        change.Put(charge with { Disputed = true });
        var dispute = change.Put(new Dispute
        {
            Id = Ids.New("du_"),
            Amount = amount,
            Charge = charge.Id,
            Created = change.Now,
            Currency = charge.Currency,
            EvidenceDetails = new EvidenceDetails { DueBy = change.Now + (long)TimeToAnswer.TotalSeconds },
            Metadata = new Dictionary<string, string>(),
            PaymentIntent = charge.PaymentIntent,
            PaymentMethodDetails = new DisputedMethod
            {
                Card = new DisputedCard
                {
                    Brand = charge.PaymentMethodDetails.Card.Brand,
                    Network = charge.PaymentMethodDetails.Card.Network,
                },
            },
            Reason = reason,
            Status = Open,
        });
        change.Raise("charge.dispute.created", dispute, origin);
        change.Raise("charge.dispute.funds_withdrawn", dispute, origin);
        return dispute;
    }
}
