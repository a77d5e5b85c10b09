using System.Globalization;

namespace PetShop.Benchmarks.Size;

/// <summary>How long each query took at each size.</summary>
internal sealed class SizeTable
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly Dictionary<(SizeQuery Query, string Path, int Size), List<double>> _times = [];

    public void Add(SizeQuery query, string path, int size, double milliseconds)
    {
        if (!_times.TryGetValue((query, path, size), out var times))
            _times[(query, path, size)] = times = [];
        times.Add(milliseconds);
    }

    /// <summary>Prints, for each query, the path that slows down most with the size, and then all paths.</summary>
    public void Print(SizeOptions options)
    {
        Console.WriteLine(string.Create(Culture,
            $"\n{options.Rounds} rounds, {Environment.ProcessorCount} cores, one request at a time, cache missed; "
            + $"median / p99 in ms\n"));
        PrintHead(options);
        foreach (var query in options.Queries)
            PrintRow(query, query.Paths.MaxBy(path => Ratio(query, path, options, 50))!, options);
        Console.WriteLine();
        PrintHead(options);
        foreach (var query in options.Queries)
        {
            foreach (var path in query.Paths)
                PrintRow(query, path, options);
        }
    }

    private static void PrintHead(SizeOptions options)
    {
        Console.WriteLine($"| query | {string.Join(" | ", options.Sizes.Select(size => size.ToString("N0", Culture)))} "
            + "| median × | p99 × |");
        Console.WriteLine($"| --- | {string.Join(" | ", options.Sizes.Select(_ => "---:"))} | ---: | ---: |");
    }

    private void PrintRow(SizeQuery query, string path, SizeOptions options)
    {
        var cells = options.Sizes.Select(
            size => string.Create(Culture, $"{At(query, path, size, 50):F1} / {At(query, path, size, 99):F1}"));
        var (median, p99) = (Ratio(query, path, options, 50), Ratio(query, path, options, 99));
        Console.WriteLine(string.Create(
            Culture, $"| {query.Name}: `{path}` | {string.Join(" | ", cells)} | {median:F1} | {p99:F1} |"));
    }

    private double Ratio(SizeQuery query, string path, SizeOptions options, int percent) =>
        At(query, path, options.Sizes[^1], percent) / At(query, path, options.Sizes[0], percent);

    private double At(SizeQuery query, string path, int size, int percent)
    {
        var sorted = _times[(query, path, size)].Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
