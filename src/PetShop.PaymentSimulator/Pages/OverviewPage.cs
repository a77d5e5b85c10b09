using System.Globalization;
using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.PaymentSimulator.Pages;

/// <summary>Shows a newcomer what the simulator is and what happened in it.</summary>
internal sealed class OverviewPage(Ledger ledger, FaultBox faults, WebhookEndpoint endpoint)
{
    private const int Rows = 25;

    public IResult Show() => Html.Page("Payment simulator", $$"""
        <p>This program plays a payment provider on your machine. It speaks a part of Stripe's API, so that the shop can
        take payments, refund them and receive webhooks. <strong>No real money moves, and real cards are
        refused.</strong></p>
        <h2>Try it</h2>
        <p>Pay with one of these payment methods or card numbers; any future expiry date and security code will do:</p>
        {{Html.Table(["Card number", "What happens", "Payment method"], [
            Card("pm_card_visa", "4242 4242 4242 4242", "The payment succeeds."),
            Card("pm_card_visa_chargeDeclined", "4000 0000 0000 0002", "The card is declined."),
            Card("pm_card_visa_chargeDeclinedInsufficientFunds", "4000 0000 0000 9995",
                "The card has insufficient funds."),
            Card("pm_card_threeDSecure2Required", "4000 0000 0000 3220",
                "The customer must authorise the payment (3-D Secure)."),
            Card("pm_card_createDispute", "4000 0000 0000 0259",
                "The payment succeeds, and the cardholder contests it."),
            Card("pm_card_pendingRefund", "4000 0000 0000 7726", "The payment succeeds; refunds stay pending."),
        ])}}
        {{ledger.Read(Lists)}}
        <h2>Faults</h2>
        <p>Ways to misbehave that were ordered with <code>POST /_control/faults</code>.</p>
        {{Html.Table(["Kind", "Calls", "Affected", "Left"], [.. faults.List().Select(Row)])}}
        <h2>Addresses</h2>
        <p>Webhooks go to <code>{{Html.Encode(endpoint.Url?.ToString() ?? "nowhere")}}</code>.
        <code>GET /_control/reconciliation</code> lists all payments with their sums.</p>
        """);

    private static string Lists(Tables tables) => $"""
        <h2>Payments ({Count(tables.Intents.Count)})</h2>
        {Html.Table(["Status", "Amount", "Captured", "Refunded", "Payment", "Metadata", "Created"],
            [.. tables.Intents.Newest().Take(Rows).Select(intent => Row(tables, intent))])}
        <h2>Refunds ({Count(tables.Refunds.Count)})</h2>
        {Html.Table(["Status", "Amount", "Refund", "Payment", "Created"],
            [.. tables.Refunds.Newest().Take(Rows).Select(refund => new[]
            {
                Html.Cell(refund.Status), Html.Number(Money(refund.Amount, refund.Currency)),
                Html.Code(refund.Id), Html.Code(refund.PaymentIntent), Html.Cell(Time(refund.Created)),
            })])}
        <h2>Disputes ({Count(tables.Disputes.Count)})</h2>
        {Html.Table(["Status", "Amount", "Dispute", "Payment", "Created"],
            [.. tables.Disputes.Newest().Take(Rows).Select(dispute => new[]
            {
                Html.Cell(dispute.Status), Html.Number(Money(dispute.Amount, dispute.Currency)),
                Html.Code(dispute.Id), Html.Code(dispute.PaymentIntent), Html.Cell(Time(dispute.Created)),
            })])}
        <h2>Webhooks ({Count(tables.Deliveries.Count)})</h2>
        {Html.Table(["Type", "State", "Attempts", "Answer", "Event"],
            [.. tables.Deliveries.Newest().Take(Rows).Select(delivery => new[]
            {
                Html.Cell(tables.Events.Find(delivery.Event)?.Type),
                Html.Cell(delivery.State.ToString()), Html.Number(Count(delivery.Attempts)),
                Html.Cell(delivery.LastStatus?.ToString(CultureInfo.InvariantCulture) ?? delivery.LastError),
                Html.Code(delivery.Event),
            })])}
        """;

    private static string[] Card(string method, string number, string what) =>
        [Html.Cell(number), Html.Cell(what), Html.Code(method)];

    private static string[] Row(Tables tables, PaymentIntent intent) =>
    [
        Html.Cell(intent.Status), Html.Number(Money(intent.Amount, intent.Currency)),
        Html.Number(Money(intent.AmountReceived, intent.Currency)),
        Html.Number(Money(Refunding.Refunded(tables, intent.Id), intent.Currency)), Html.Code(intent.Id),
        Html.Cell(string.Join(", ", intent.Metadata.Select(pair => $"{pair.Key}: {pair.Value}"))),
        Html.Cell(Time(intent.Created)),
    ];

    private static string[] Row(FaultState state) =>
    [
        Html.Cell(state.Fault.Kind.ToString()), Html.Cell(state.Fault.Operation ?? "all"),
        Html.Number(Count(state.Hits)), Html.Cell(state.Left is { } left ? Count(left) : "all"),
    ];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds)
        .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The amount in the currency's main unit: most have 100 parts, some none or 1000.</summary>
    public static string Money(long amount, string currency)
    {
        var (parts, format) = currency switch
        {
            "bif" or "clp" or "djf" or "gnf" or "jpy" or "kmf" or "krw" or "mga" or "pyg" or "rwf" or "ugx" or "vnd"
                or "vuv" or "xaf" or "xof" or "xpf" => (1m, "0"),
            "bhd" or "jod" or "kwd" or "omr" or "tnd" => (1000m, "0.000"),
            _ => (100m, "0.00"),
        };
        return $"{(amount / parts).ToString(format, CultureInfo.InvariantCulture)} {currency.ToUpperInvariant()}";
    }
}
