using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity;

namespace PetShop.Api.Sales.Repositories.Integrity;

/// <summary>Looks for gaps in numbers, and for documents that are missing.</summary>
internal sealed class PaperFaultRepository(PetShopDbContext db)
{
    private const int PartSize = 50_000;

    /// <summary>Unique indexes exclude duplicates within a kind. One part is one year of all series.</summary>
    public async Task<CheckedPart> CheckNumbersAsync(long from, CancellationToken ct)
    {
        var first = (int)from;
        var series = await db.ReadAsync($"""
            WITH numbered AS (
                SELECT 'invoices' AS kind, series, year, sequence FROM invoice_register WHERE sequence IS NOT NULL
                UNION ALL SELECT 'credit notes', series, year, sequence FROM credit_notes),
            years AS (SELECT DISTINCT year FROM numbered WHERE year >= {first} ORDER BY year LIMIT 2)
            SELECT kind, series, year, count(*), max(sequence), (SELECT max(year) FROM years)
            FROM numbered WHERE year = (SELECT min(year) FROM years)
            GROUP BY kind, series, year ORDER BY series, kind
            """, row => (Kind: row.GetString(0), Prefix: row.GetString(1) + row.GetInt32(2), Count: row.GetInt64(3),
                Last: row.GetInt32(4), Year: row.GetInt32(2), Next: row.GetInt32(5)), ct);
        if (series.Count == 0)
            return new(0, 0, [], Next: null);
        var gaps = series.FindAll(each => each.Last != each.Count).ConvertAll(each => (
            Wrong: each.Last - each.Count,
            Example: $"{each.Prefix}: {each.Last - each.Count} of {each.Last} {each.Kind} missing"));
        var mixed = series.GroupBy(each => each.Prefix).Where(of => of.Count() > 1).Select(of => (
            Wrong: (long)of.Min(each => each.Last), Example: $"{of.Key}: invoices and credit notes"));
        var found = gaps.Concat(mixed).ToList();
        return new(series.Sum(each => each.Count), found.Sum(each => each.Wrong),
            [.. found.Select(each => each.Example)], series[0].Next > series[0].Year ? series[0].Next : null);
    }

    /// <summary>Invoices whose number, document or credit note should have come before a time.</summary>
    public async Task<CheckedPart> CheckMissingAsync(long from, DateTimeOffset before, CancellationToken ct)
    {
        var found = (await db.ReadAsync($"""
            SELECT count(DISTINCT invoice_id), count(*) FILTER (WHERE late),
                (array_agg(name ORDER BY invoice_id) FILTER (WHERE late))[:20], max(invoice_id)
            FROM (
                SELECT entry.invoice_id, CASE
                        WHEN task.kind = 'CreditNote' THEN coalesce(refund.refunded_at, invoice.updated_at) < {before}
                        WHEN task.kind = 'Invoice' OR entry.sequence IS NULL THEN entry.issued_at < {before}
                        ELSE false END AS late,
                    concat_ws(' ', CASE task.kind WHEN 'CreditNote' THEN 'credit note of' END, 'invoice', coalesce(
                        entry.series || entry.year || '-' || lpad(entry.sequence::text, 6, '0'),
                        entry.invoice_id::text)) || coalesce(': ' || task.failure, '') AS name
                FROM (SELECT * FROM invoice_register WHERE invoice_id >= {from}
                    ORDER BY invoice_id {ListTotals.Limit(PartSize)}) entry
                    JOIN invoices invoice ON invoice.id = entry.invoice_id
                    LEFT JOIN document_tasks task ON task.invoice_id = entry.invoice_id
                    LEFT JOIN refunds refund ON task.kind = 'CreditNote'
                        AND refund.order_id = task.order_id AND refund.number = task.refund_number) AS invoiced
            """, row => (Part: new CheckedPart(row.GetInt64(0), row.GetInt64(1),
                row.IsDBNull(2) ? [] : row.GetFieldValue<string[]>(2), Next: null), Last: row.ValueOrNull<long>(3)),
            ct)).Single();
        return found.Part with { Next = found.Part.Checked == PartSize ? found.Last + 1 : null };
    }
}
