using System.Globalization;
using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>Prints the table, in Markdown.</summary>
internal static class Report
{
    private const double MemoryGoal = 300;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Print(
        IReadOnlyList<RowResult> results, MemoryWatch memory, LoadServers servers, LoadOptions options, Pace pace)
    {
        var disk = options.IsDurable ? "fsync on" : "fsync off";
        Console.WriteLine(string.Create(Culture, $"""

            {options.Rounds} rounds of {options.Seconds} s a target after a warm-up, {options.Connections} connections,
            {Environment.ProcessorCount} cores shared by client, servers and databases; {servers.Summary}, {disk}; .NET {Environment.Version}.
            Figures are medians of the rounds, in brackets the quartiles. A ratio is taken in each round.

            | row | shop | ours, 1/s | theirs, 1/s | ours ÷ theirs by requests | by CPU | µs of CPU, ours and theirs | goal |
            | --- | --- | ---: | ---: | --- | --- | ---: | ---: |
            """));
        foreach (var result in results.Where(result => !result.Row.IsLatency))
            Console.WriteLine(Line(result));
        Console.WriteLine();
        PrintLatency(results, pace);
        foreach (var shop in servers.Shops)
            Console.WriteLine(string.Create(
                Culture, $"Resident memory of '{shop.Name}' under load: {memory.Of(shop.Name):F0} MB at most (goal: below {MemoryGoal})."));
    }

    private static void PrintLatency(IReadOnlyList<RowResult> results, Pace pace)
    {
        foreach (var result in results.Where(result => result.Row.IsLatency))
        {
            Console.WriteLine(string.Create(Culture, $"""
                p99 of the cached product of '{result.Shop}' at {pace.Rate:F0} requests/s: {result.Ours:F2} ms, of the bare action {result.Theirs:F2} ms: × {Text(result.Ratio)} (goal: at most {result.Row.Goal:F1}).
                """));
        }
    }

    private static string Line(RowResult result) => string.Create(Culture, $"""
        | {result.Row.Title} | {result.Shop} | {result.Ours:N0} | {result.Theirs:N0} | {Text(result.Ratio)} | {Text(result.CpuRatio)} | {Text(result.Cost)} | {GoalOf(result.Row)} |
        """);

    private static string GoalOf(Row row) => row.Goal > 0 ? string.Create(Culture, $"≥ {row.Goal:0.##}") : "–";

    private static string Text((double Ours, double Theirs) cost) =>
        double.IsNaN(cost.Ours) ? "–" : string.Create(Culture, $"{cost.Ours:F1}, {(double.IsNaN(cost.Theirs) ? "–" : cost.Theirs.ToString("F1", Culture))}");

    private static string Text(Spread spread) => double.IsNaN(spread.Median)
        ? "–"
        : string.Create(Culture, $"**{spread.Median:F2}** ({spread.Low:F2}–{spread.High:F2})");
}
