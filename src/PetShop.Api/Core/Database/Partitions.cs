using System.Globalization;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>A table that is range-partitioned by month on a time-ordered id. Registered by the domain that owns it.</summary>
public sealed record PartitionedTable(string Name);

/// <summary>Makes the months ahead, so that no order ever meets a month without a partition.</summary>
internal sealed class Partitions(NpgsqlDataSource database, IEnumerable<PartitionedTable> tables, TimeProvider clock)
{
    /// <summary>Makes the partitions of this month and of <paramref name="monthsAhead"/> more where they are missing.</summary>
    public async Task EnsureAsync(int monthsAhead, CancellationToken ct)
    {
        var missing = await MissingAsync(monthsAhead, ct);
        foreach (var (table, month) in Wanted(monthsAhead).Where(wanted => missing.Contains(NameOf(wanted.Table, wanted.Month))))
            await MakeAsync(table, month, ct);
    }

    /// <summary>What the partitions of this month and of <paramref name="monthsAhead"/> more are called, whether they are there or not.</summary>
    public string[] NamesOf(int monthsAhead) => [.. Wanted(monthsAhead).Select(wanted => NameOf(wanted.Table, wanted.Month))];

    /// <summary>The partitions of this month and of <paramref name="monthsAhead"/> more that are not there: orders would be refused.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(int monthsAhead, CancellationToken ct)
    {
        await using var command = database.CreateCommand("SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NULL");
        command.Parameters.Add(new() { Value = NamesOf(monthsAhead) });
        var missing = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            missing.Add(reader.GetString(0));
        return missing;
    }

    /// <summary>
    /// By a function that acts as the owner, since the nodes' role may create no tables. It needs the whole table for
    /// a moment; where a long reader
    /// is in the way it gives up after a second, as everybody would queue behind it.
    /// </summary>
    private async Task MakeAsync(string table, DateTimeOffset month, CancellationToken ct)
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

    private static string NameOf(string table, DateTimeOffset month) => string.Create(CultureInfo.InvariantCulture, $"{table}_{month:yyyy_MM}");
}
