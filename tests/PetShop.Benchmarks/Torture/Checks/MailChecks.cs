using System.Text.RegularExpressions;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.MailSink.Mails;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>The mails to customers that the mail server has taken.</summary>
internal static partial class MailChecks
{
    /// <summary>What the subject of each mail begins or ends with.</summary>
    private static readonly (string Event, string Begins, string Ends)[] Mails =
    [
        ("order.paid", "Payment received for ", ""), ("shipment.created", "Your order ", " is on its way"),
        ("order.cancelled", "Your order ", " is cancelled"), ("order.refunded", "Refund of ", ""),
        ("return.approved", "Your return ", " is approved"), ("return.rejected", "Your return ", " is not accepted"),
        ("return.processed", "Your return ", " has arrived"), ("order.placed", "Your order ", ""),
    ];

    /// <summary>Banks tell of lost disputes themselves, and erased customers have no address.</summary>
    private static readonly string Due = $"""
        SELECT e.type, (e.data ->> 'order_id')::bigint, o.customer_email IS NULL
        FROM events e JOIN orders o ON o.id = (e.data ->> 'order_id')::bigint
        WHERE e.type IN ({string.Join(", ", Mails.Select(mail => $"'{mail.Event}'"))})
            AND NOT EXISTS (SELECT FROM refunds r WHERE e.type = 'order.refunded' AND r.order_id = o.id
                AND r.number = (e.data ->> 'refund_number')::int AND r.reason = 'DisputeLost')
        """;

    public static async Task<List<CheckResult>> RunAsync(TortureShop shop)
    {
        var taken = shop.PostOffice.Taken;
        var sent = taken.Where(mail => OrderOf(mail.Subject) is not null)
            .Select(mail => (Mail: Named(mail), mail.MessageId)).Distinct()
            .ToLookup(sent => sent.Mail, sent => sent.MessageId);
        var due = (await shop.Database.ListAsync(Due,
            row => (Mail: (Order: OrderNumber.Of(row.GetInt64(1)), Type: row.GetString(0)),
                IsErased: row.GetBoolean(2))))
            .ToLookup(made => made.Mail, made => made.IsErased);
        return
        [
            CheckResult.Of("as many distinct mails as events, of each kind for each order",
                [.. due.Select(made => made.Key).Union(sent.Select(mail => mail.Key))],
                mail => sent[mail].Count() == due[mail].Count()
                    || (sent[mail].Count() < due[mail].Count() && due[mail].Contains(true))
                        ? null : $"{mail}: {sent[mail].Count()} of {due[mail].Count()}"),
            CheckResult.Of("a Message-ID is of one mail", [.. taken.ToLookup(mail => mail.MessageId!)],
                copies => copies.Select(copy => (copy.To[0], copy.Subject)).Distinct().Count() == 1
                    ? null : string.Join("; ", copies.Select(copy => copy.Subject))),
        ];
    }

    private static (string Order, string Type) Named(Mail mail) => (OrderOf(mail.Subject)!, Mails.First(
        kind => mail.Subject.StartsWith(kind.Begins, StringComparison.Ordinal)
            && mail.Subject.EndsWith(kind.Ends, StringComparison.Ordinal)).Event);

    private static string? OrderOf(string subject) =>
        Number().Match(subject) is { Success: true } match ? match.Value : null;

    [GeneratedRegex("PS-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Number();
}
