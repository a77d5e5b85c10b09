using System.Diagnostics;
using PetShop.Benchmarks.Torture.Actors;
using PetShop.Benchmarks.Torture.Checks;
using PetShop.Benchmarks.Torture.Events;

namespace PetShop.Benchmarks.Torture;

/// <summary>
/// Waits until nothing is left to do in the shop. What would be tried again much later is tried at once: the run does
/// not wait for hours, but everything is done by the shop itself.
/// </summary>
internal sealed class Rest(TortureShop shop, Stage stage, Audience audience, Progress progress)
{
    private const string Hurry = """
        UPDATE work_items SET due_at = now(), available_at = now()
        WHERE parked_at IS NULL AND lease IS NULL AND available_at > now();
        UPDATE payments SET next_check_at = now() - CASE WHEN captured_amount > 0 THEN '1 s' ELSE '0 s' END::interval
        WHERE next_check_at > now();
        UPDATE webhooks SET paused_until = NULL WHERE paused_until IS NOT NULL;
        """;

    private const string Left = """
        SELECT 'item of the queue ' || queue, count(*), min(key), min(last_error)
            FROM work_items WHERE parked_at IS NULL OR queue = 'mail' GROUP BY queue
        UNION ALL SELECT 'open call', count(*), min(order_id)::text, min(error) FROM payment_calls WHERE state = 'Open'
        UNION ALL SELECT 'payment in processing or disputed', count(*), min(order_id)::text, ''
            FROM payments WHERE status IN ('Processing', 'Disputed')
        UNION ALL SELECT 'payment to compare', count(*), min(order_id)::text, min(next_check_at)::text
            FROM payments WHERE next_check_at <= now() AND captured_amount > 0
        UNION ALL SELECT 'refund under way', count(*), min(t.order_id)::text, '' FROM refund_transfers t
            WHERE t.status = 'Pending' AND (t.reference IS NOT NULL OR EXISTS (SELECT FROM payment_calls c
                WHERE c.order_id = t.order_id AND c.refund_number = t.refund_number AND c.transfer_number = t.number))
        UNION ALL SELECT 'message of the provider', count(*), min(event_id), min(type)
            FROM payment_notifications WHERE handled_at IS NULL
        UNION ALL SELECT 'event without a cursor', count(*), min(key), min(type) FROM events WHERE cursor IS NULL
        UNION ALL SELECT 'issued invoice without a number', count(*), min(order_id)::text, ''
            FROM invoice_register WHERE sequence IS NULL AND issued_at IS NOT NULL
        UNION ALL SELECT 'order with a deadline', count(*), min(order_id)::text, min(pay_by)::text
            FROM unpaid_orders WHERE cancelled_at IS NULL AND pay_by IS NOT NULL
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly string[] Jobs =
        ["payment-notifications-missed", "payment-checks", "payment-deadlines", "event-numbers", "invoice-numbers"];

    private readonly Admin _admin = new(stage, number: 0);
    private readonly Random _banks = new(stage.Seed);

    /// <summary>Returns when nothing was left twice in a row, or when that takes too long.</summary>
    /// <returns>What is left.</returns>
    public async Task<CheckResult> ReachAsync(CancellationToken ct)
    {
        audience.Subscriber.IsCalm = true;
        var began = Stopwatch.GetTimestamp();
        var said = began;
        IReadOnlyList<string> left = [];
        for (var quiet = 0; quiet < 2 && Stopwatch.GetElapsedTime(began) < Limit;)
        {
            var unsent = await shop.Provider.Control.ResendAsync()
                + await shop.Provider.Control.FinishRefundsAsync(() => true)
                + await shop.Provider.Control.CloseDisputesAsync(() => _banks.Next(2) == 0);
            await shop.Database.ExecuteAsync(Hurry);
            await _admin.AskAsync(HttpMethod.Post, "admin/queues/mail/parked/retry");
            foreach (var job in Jobs)
                await _admin.AskAsync(HttpMethod.Post, $"admin/jobs/{job}/run");
            await Task.Delay(Pause, ct);
            left = await ListLeftAsync(unsent);
            quiet = left.Count == 0 ? quiet + 1 : 0;
            if (Stopwatch.GetElapsedTime(said) > TimeSpan.FromSeconds(15))
            {
                said = Stopwatch.GetTimestamp();
                progress.Say("still to do: " + string.Join("; ", left));
            }
        }
        await audience.Reader.CatchUpAsync();
        return new(
            "all queues, calls and messages come to an end", audience.Subscriber.Accepted.Count, left.Count, left);
    }

    /// <summary>Lets the shop check its own data.</summary>
    /// <returns>What each of its checks found.</returns>
    public async Task<List<CheckResult>> CheckIntegrityAsync(CancellationToken ct)
    {
        var (began, asked) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
        await _admin.AskAsync(HttpMethod.Post, "admin/jobs/integrity/run");
        while (true)
        {
            await Task.Delay(Pause, ct);
            var report = await _admin.AskAsync(HttpMethod.Get, "admin/integrity");
            var results = report.IsSuccess ? IntegrityChecks.Read(report.Body, asked) : [];
            if ((results.Count > 0 && results.TrueForAll(result => result.Checked >= 0))
                || Stopwatch.GetElapsedTime(began) > Limit)
                return results;
        }
    }

    private async Task<IReadOnlyList<string>> ListLeftAsync(int unsent)
    {
        var left = await shop.Database.ListAsync(Left, row => (Count: row.GetInt64(1), Text: string.Join(' ',
            $"{row.GetInt64(1)} × {row.GetString(0)}:", row.IsDBNull(2) ? "" : row.GetString(2),
            row.IsDBNull(3) ? "" : row.GetString(3))));
        return [.. left.Where(what => what.Count > 0).Select(what => what.Text),
            .. unsent > 0 ? new[] { $"{unsent} × message, refund or dispute at the provider" } : []];
    }
}
