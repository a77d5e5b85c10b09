using System.Text.Json;
using PetShop.Benchmarks.Size;
using PetShop.Benchmarks.Torture.Events;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>
/// What the payment provider has and what the audience saw, as tables of the schema <c>torture</c> beside those of the
/// shop, so that checks can compare both.
/// </summary>
internal static class Evidence
{
    private const string Tables = """
        DROP SCHEMA IF EXISTS torture CASCADE;
        CREATE SCHEMA torture;
        CREATE TABLE torture.provider_payments (reference text, status text, amount numeric, authorised numeric,
            captured numeric, refunded numeric, disputed numeric, order_id bigint, payment_number int,
            call_id text);
        CREATE TABLE torture.provider_refunds (reference text, payment text, amount numeric, status text,
            call_id text);
        CREATE TABLE torture.read_events (n bigint, cursor bigint, id text, type text, key text);
        CREATE TABLE torture.messages (n bigint, subscriber text, cursor bigint, id text, type text, key text);
        CREATE TABLE torture.subscribers (name text, since bigint, types text[]);
        """;

    private const string Payments = """
        INSERT INTO torture.provider_payments
        SELECT payment_intent, status, amount / 100.0, authorised / 100.0, captured / 100.0, refunded / 100.0,
            disputed / 100.0, (metadata ->> 'petshop_order')::bigint, (metadata ->> 'petshop_payment')::int,
            metadata ->> 'petshop_call'
        FROM jsonb_to_recordset($1::jsonb) AS p (payment_intent text, status text, amount numeric, authorised numeric,
            captured numeric, refunded numeric, disputed numeric, metadata jsonb)
        """;

    private const string Refunds = """
        INSERT INTO torture.provider_refunds
        SELECT id, payment_intent, amount / 100.0, status, metadata ->> 'petshop_call'
        FROM jsonb_to_recordset($1::jsonb)
            AS r (id text, payment_intent text, amount numeric, status text, metadata jsonb)
        """;

    public static async Task KeepAsync(TortureShop shop, Audience audience)
    {
        var (database, control) = (shop.Database, shop.Provider.Control);
        await database.ExecuteAsync(Tables);
        await database.ExecuteAsync(Payments, await control.ReconcileAsync());
        await database.ExecuteAsync(Refunds, JsonSerializer.Serialize(await control.ListRefundsAsync()));
        await database.ExecuteAsync("""
            INSERT INTO torture.read_events SELECT n, cursor, id, type, key
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
                WITH ORDINALITY AS e (cursor, id, type, key, n)
            """, [.. Columns(audience.Reader.Seen)]);
        var accepted = audience.Subscriber.Accepted;
        await database.ExecuteAsync("""
            INSERT INTO torture.messages SELECT n, subscriber, cursor, id, type, key
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                WITH ORDINALITY AS e (cursor, id, type, key, subscriber, n)
            """, [.. Columns([.. accepted.Select(message => message.Event)]),
                accepted.Select(message => message.Subscriber).ToArray()]);
        foreach (var (name, types) in Audience.Subscriptions)
            await database.ExecuteAsync(
                "INSERT INTO torture.subscribers VALUES ($1, $2, $3)", name, audience.Since, types ?? []);
    }

    /// <summary>How much there is of what.</summary>
    public static async Task<string> CountAsync(Database database) => "Kept: " + await database.ReadAsync<string>("""
        SELECT string_agg(format('%s %s', count, what), ', ') FROM (
            SELECT count(*), 'orders' AS what FROM orders
            UNION ALL (SELECT count(*), 'payments by ' || lower(method) || ' ' || lower(status) FROM payments
                GROUP BY method, status ORDER BY method, status)
            UNION ALL SELECT count(*), 'payments at the provider' FROM torture.provider_payments
            UNION ALL SELECT count(*), 'refunds at the provider' FROM torture.provider_refunds
            UNION ALL SELECT count(*), 'disputes that were lost' FROM torture.provider_payments WHERE disputed > 0
            UNION ALL SELECT count(*), 'disputes that were won' FROM payments WHERE dispute = 'Won'
            UNION ALL SELECT count(*), 'refunds made at the provider' FROM refunds WHERE reason = 'MadeAtProvider'
            UNION ALL SELECT count(*), 'refunds' FROM refunds
            UNION ALL SELECT count(*), 'transfers to store credit' FROM refund_transfers
                WHERE store_credit_id IS NOT NULL
            UNION ALL SELECT count(*), 'movements of store credit' FROM store_credit_movements
            UNION ALL SELECT count(*), 'calls' FROM payment_calls
            UNION ALL SELECT count(*), 'calls that were repeated' FROM payment_calls WHERE attempts > 1
            UNION ALL SELECT count(*), 'messages of the provider' FROM payment_notifications
            UNION ALL SELECT count(*), 'events' FROM events
            UNION ALL SELECT count(*), 'messages to subscribers' FROM torture.messages) c
        """);

    private static object[] Columns(IReadOnlyList<SeenEvent> seen) =>
    [
        seen.Select(made => made.Cursor).ToArray(), seen.Select(made => made.Id).ToArray(),
        seen.Select(made => made.Type).ToArray(), seen.Select(made => made.Key).ToArray(),
    ];
}
