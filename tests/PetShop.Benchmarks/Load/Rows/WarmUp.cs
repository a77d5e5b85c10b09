using System.Globalization;
using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>
/// Loads each target until its code is fully optimized: the runtime recompiles hot code in the background for many
/// seconds. A target is warm when its cost has not decreased twice in a row.
/// </summary>
internal static class WarmUp
{
    private const double Better = 0.95;
    private const int MaxSteps = 10;

    /// <param name="step">How long a target is loaded before its cost is checked again, at least three times.</param>
    public static async Task RunAsync(OrderedDictionary<string, Target> targets, TimeSpan step)
    {
        foreach (var (name, target) in targets)
        {
            if (target is PacedTarget paced)
            {
                await paced.WarmAsync(step);
                continue;
            }
            var (best, misses, steps) = (double.PositiveInfinity, 0, 0);
            while (misses < 2 && steps++ < MaxSteps)
            {
                var sample = await target.RunAsync(step, keep: false);
                var cost = double.IsNaN(sample.Cost) ? 1 / sample.Rate : sample.Cost;
                misses = cost < best * Better ? 0 : misses + 1;
                best = Math.Min(best, cost);
            }
            var seconds = steps * step.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Warm after {seconds} s: {name}"));
        }
    }
}
