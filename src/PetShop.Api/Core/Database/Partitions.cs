using System.Globalization;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// A table that is range-partitioned by month on a time-ordered id. Registered by the domain that owns it.
/// </summary>
public sealed record PartitionedTable(string Name);

/// <summary>Creates monthly partitions ahead of time, so that an order always has one.</summary>
internal sealed class Partitions(NpgsqlDataSource database, IEnumerable<PartitionedTable> tables, TimeProvider clock)
{
    /// <summary>Creates missing partitions of this month and the next <paramref name="monthsAhead"/> months.</summary>
    public async Task EnsureAsync(int monthsAhead, CancellationToken ct)
    {
        var missing = await MissingAsync(monthsAhead, ct);
        foreach (var (table, month) in Wanted(monthsAhead)
            .Where(wanted => missing.Contains(NameOf(wanted.Table, wanted.Month))))
            await CreateAsync(table, month, ct);
    }

    /// <summary>
    /// The names of the partitions of this month and the next <paramref name="monthsAhead"/> months, whether they exist
    /// or not.
    /// </summary>
    public string[] NamesOf(int monthsAhead) =>
        [.. Wanted(monthsAhead).Select(wanted => NameOf(wanted.Table, wanted.Month))];

    /// <summary>
    /// The missing partitions of this month and the next <paramref name="monthsAhead"/> months. Without them, orders
    /// fail.
    /// </summary>
    public async Task<IReadOnlyList<string>> MissingAsync(int monthsAhead, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NULL");
        command.Parameters.Add(new() { Value = NamesOf(monthsAhead) });
        var missing = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            missing.Add(reader.GetString(0));
        return missing;
    }

    /// <summary>
    /// Calls a function that runs with the owner's rights, because the nodes' role cannot create tables. It needs an
    /// exclusive lock on the table for a moment. If a long-running read blocks it, it gives up after a second, because
    /// other requests queue behind it.
    /// </summary>
    private async Task CreateAsync(string table, DateTimeOffset month, CancellationToken ct)
    {
        await using var command = database.CreateCommand("SELECT make_month_partition($1, $2)");
        command.Parameters.Add(new() { Value = table });
        command.Parameters.Add(new() { Value = DateOnly.FromDateTime(month.UtcDateTime) });
        await command.ExecuteNonQueryAsync(ct);
    }

    private IEnumerable<(string Table, DateTimeOffset Month)> Wanted(int monthsAhead)
    {
        var now = clock.GetUtcNow();
        var thisMonth = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return from ahead in Enumerable.Range(0, monthsAhead + 1)
               from table in tables
               select (table.Name, thisMonth.AddMonths(ahead));
    }

    private static string NameOf(string table, DateTimeOffset month) =>
        string.Create(CultureInfo.InvariantCulture, $"{table}_{month:yyyy_MM}");
}
