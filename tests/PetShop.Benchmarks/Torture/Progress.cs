using System.Collections.Concurrent;
using System.Diagnostics;
using PetShop.Benchmarks.Torture.Actors;
using PetShop.Benchmarks.Torture.Machine;

namespace PetShop.Benchmarks.Torture;

/// <summary>Lines that say how the run is going.</summary>
internal sealed class Progress(Journal journal)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ConcurrentDictionary<string, int> _faults = [];
    private long _ordersBefore;
    private TimeSpan _before;

    /// <summary>How often what went wrong.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults;

    public void Happened(Fault fault)
    {
        var name = fault.Name.Split([",", " for "], StringSplitOptions.None)[0];
        _faults.AddOrUpdate(name, 1, (_, count) => count + 1);
        Say(fault.Name);
    }

    public void Report()
    {
        var (now, orders) = (Stopwatch.GetElapsedTime(_began), journal.OrderCount);
        var rate = (orders - _ordersBefore) / Math.Max(0.1, (now - _before).TotalSeconds);
        (_before, _ordersBefore) = (now, orders);
        Say($"{orders} orders ({rate:F1}/s), {journal.Cancelled.Count} cancelled, {journal.Paid.Count} paid, "
            + $"{journal.Replays} replays; {_faults.Values.Sum()} faults; "
            + $"{journal.CountOf("no answer")} without an answer, {journal.CountOf("503 unavailable")} unavailable, "
            + $"{journal.Faults.Count} contradictions");
    }

    public void Say(string line) => Console.WriteLine($"[{Stopwatch.GetElapsedTime(_began):mm\\:ss}] {line}");
}
