using System.Security.Cryptography;
using System.Text;
using PetShop.Benchmarks.Torture.Actors;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What the actors were told about payments, refunds and store credit.</summary>
internal sealed class ToldChecks(TortureShop shop, Journal journal)
{
    public async Task<List<CheckResult>> RunAsync()
    {
        var payments = (await shop.Database.ListAsync("SELECT order_id, number, captured_amount FROM payments",
            row => (Payment: (row.GetInt64(0), row.GetInt32(1)), Captured: row.GetDecimal(2))))
            .ToDictionary(row => row.Payment, row => row.Captured);
        var noted = await shop.Database.ListAsync("""
            SELECT note, format('refund %s/%s', order_id, number) FROM refunds WHERE note LIKE 'refund-%'
            UNION ALL SELECT note, format('payment %s/%s', order_id, number) FROM payments WHERE note LIKE 'record-%'
            UNION ALL SELECT note, format('credit %s', credit_id) FROM store_credit_movements
                WHERE kind = 'Adjusted' OR (kind = 'Issued' AND order_id IS NULL)
            """, row => (Key: row.GetString(0), What: row.GetString(1)));
        var kept = (await shop.Database.ListAsync("""
            SELECT format('refund %s/%s', order_id, number) FROM refunds
            UNION ALL SELECT format('payment %s/%s', order_id, number) FROM payments
            UNION ALL SELECT format('credit %s', id) FROM store_credits
            """, row => row.GetString(0))).ToHashSet();
        var taken = await shop.Database.ListAsync("""
            SELECT encode(c.code_hash, 'hex') FROM gift_cards g JOIN store_credits c ON c.id = g.store_credit_id
            """, row => row.GetString(0));
        var codes = journal.Codes.Values.ToLookup(HashOf);
        return
        [
            CheckResult.Of("the code of each gift card that was taken was answered, to one key", taken,
                hash => codes[hash].Count() == 1 ? null : $"{hash}: {codes[hash].Count()} answers"),
            CheckResult.Of("each code that was answered is that of a gift card", codes.ToList(),
                told => taken.Contains(told.Key) ? null : told.Key),
            CheckResult.Of("each payment that was answered with 201 is kept, one for each key",
                [.. journal.Payments.ToLookup(told => told.Value, told => told.Key)],
                told => told.Count() == 1 && payments.ContainsKey(told.Key)
                    ? null : $"{told.Key}: {string.Join(", ", told)}"),
            CheckResult.Of("a payment that was answered as captured is captured", journal.Captured.Keys.ToList(),
                told => payments.GetValueOrDefault(told) > 0 ? null : $"{told}"),
            CheckResult.Of("each refund, recorded payment and movement of credit was answered, one for each key",
                [.. noted.ToLookup(row => row.Key, row => row.What)],
                made => made.Count() == 1 && journal.Noted.GetValueOrDefault(made.Key) == made.Single()
                    ? null : $"{made.Key}: {string.Join(", ", made)}"),
            CheckResult.Of("each refund, recorded payment and credit that was answered is kept",
                journal.Noted.ToList(), told => kept.Contains(told.Value) ? null : $"{told.Key}: {told.Value}"),
        ];
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.ASCII.GetBytes(code.Replace("-", "", StringComparison.Ordinal))));
}
