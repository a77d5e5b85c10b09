using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PetShop.Benchmarks.Storms;

/// <summary>Repeats the same request during a storm, and records how long each response took and what it was.</summary>
internal sealed class Probe(string name, TimeSpan pause, Func<Task<string>> ask)
{
    private readonly ConcurrentQueue<(double Milliseconds, string Outcome)> _answers = new();

    public string Name => name;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            string outcome;
            try
            {
                outcome = await ask();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                outcome = "no answer";
            }
            _answers.Enqueue((Stopwatch.GetElapsedTime(started).TotalMilliseconds, outcome));
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    /// <summary>The results since the last call, as cells of a table: count, p50, p99, longest, outcomes.</summary>
    public string Take()
    {
        var answers = new List<(double Milliseconds, string Outcome)>();
        while (_answers.TryDequeue(out var answer))
            answers.Add(answer);
        var times = answers.Select(answer => answer.Milliseconds).Order().ToList();
        var outcomes = answers.GroupBy(answer => answer.Outcome).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} × {group.Key}");
        return times.Count == 0
            ? "0 | – | – | – | –"
            : string.Create(CultureInfo.InvariantCulture,
                $"{times.Count} | {At(times, 0.5):F1} | {At(times, 0.99):F1} | {times[^1]:F1} | "
                + $"{string.Join(", ", outcomes)}");
    }

    private static double At(List<double> sorted, double share) =>
        sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
}
