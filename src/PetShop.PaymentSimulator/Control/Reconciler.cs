using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator.Control;

/// <summary>Adds up what was captured and given back.</summary>
internal sealed class Reconciler(Ledger ledger)
{
    public Reconciliation Run() => ledger.Read(tables =>
    {
        var held = tables.Disputes.Newest().Where(dispute => dispute.Status != Disputing.Won)
            .ToLookup(dispute => dispute.PaymentIntent, dispute => dispute.Amount);
        var payments = tables.Intents.Newest().Reverse().Select(intent => new ReconciliationRow
        {
            PaymentIntent = intent.Id,
            Status = intent.Status,
            Currency = intent.Currency,
            Amount = intent.Amount,
            Authorised = intent.AmountCapturable,
            Captured = intent.AmountReceived,
            Refunded = Refunding.Refunded(tables, intent.Id),
            Disputed = held[intent.Id].Sum(),
            Metadata = intent.Metadata,
        }).ToList();
        var sums = payments.GroupBy(row => row.Currency).OrderBy(rows => rows.Key, StringComparer.Ordinal)
            .Select(rows => new CurrencySum
            {
                Currency = rows.Key,
                Captured = rows.Sum(row => row.Captured),
                Refunded = rows.Sum(row => row.Refunded),
                Disputed = rows.Sum(row => row.Disputed),
            });
        return new Reconciliation { Payments = payments, Sums = [.. sums] };
    });
}
