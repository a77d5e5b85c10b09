using System.Globalization;
using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>Prints the table in Markdown.</summary>
internal static class Report
{
    private const double MemoryGoal = 300;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Print(
        IReadOnlyList<RowResult> results, MemoryWatch memory, LoadServers servers, LoadOptions options, Pace pace)
    {
        PrintMachine(servers, options);
        Console.WriteLine(
            "\n| row | shop | ours, 1/s | theirs, 1/s | by requests | by CPU | ours, CPU µs | theirs, CPU µs | goal |");
        Console.WriteLine("| --- | --- | ---: | ---: | --- | --- | ---: | ---: | --- |");
        foreach (var result in results.Where(result => !result.Row.IsLatency))
            Console.WriteLine(Line(result));
        Console.WriteLine("\n| | shop | ours | theirs | ratio | goal |\n| --- | --- | ---: | ---: | --- | --- |");
        foreach (var result in results.Where(result => result.Row.IsLatency))
            Console.WriteLine(LatencyLine(result, pace));
        foreach (var shop in servers.Shops)
            Console.WriteLine(MemoryLine(shop.Name, memory.Of(shop.Name)));
    }

    private static void PrintMachine(LoadServers servers, LoadOptions options)
    {
        var disk = options.IsDurable ? "fsync on" : "fsync off";
        Console.WriteLine(string.Create(Culture, $"""

            {options.Rounds} rounds of {options.Seconds} s a target after a warm-up; {options.Connections} connections;
            {Environment.ProcessorCount} cores, shared by client, servers and databases;
            {servers.Summary}, {disk}; .NET {Environment.Version}.
            Figures are medians of the rounds, in brackets the quartiles. A ratio is taken in each round.
            """));
    }

    private static string Line(RowResult result) => Cells(
        result.Row.Title, result.Shop, Whole(result.Ours), Whole(result.Theirs), Text(result.Ratio),
        Text(result.CpuRatio), Fine(result.Cost.Ours), Fine(result.Cost.Theirs), GoalOf(result.Row));

    private static string LatencyLine(RowResult result, Pace pace) => Cells(
        $"{result.Row.Title}, {Whole(pace.Rate)} requests/s", result.Shop, Fine(result.Ours) + " ms",
        Fine(result.Theirs) + " ms", Text(result.Ratio), string.Create(Culture, $"≤ {result.Row.Goal}"));

    private static string MemoryLine(string shop, double megabytes) => Cells(
        "most resident memory under load", shop, Whole(megabytes) + " MB", "–", "–", $"< {Whole(MemoryGoal)} MB");

    private static string GoalOf(Row row) => row.Goal > 0 ? string.Create(Culture, $"≥ {row.Goal:0.##}") : "–";

    private static string Cells(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Whole(double figure) => figure.ToString("N0", Culture);

    private static string Fine(double figure) => double.IsNaN(figure) ? "–" : figure.ToString("F1", Culture);

    private static string Text(Spread spread) => double.IsNaN(spread.Median)
        ? "–"
        : string.Create(Culture, $"**{spread.Median:F2}** ({spread.Low:F2}–{spread.High:F2})");
}
