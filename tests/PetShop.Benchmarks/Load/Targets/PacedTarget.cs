namespace PetShop.Benchmarks.Load.Targets;

/// <summary>
/// The rate that all paced targets are asked at: a quarter of what the slowest of them answers at most.
/// </summary>
internal sealed class Pace
{
    private const double Share = 0.25;
    private double _slowest = double.PositiveInfinity;

    /// <summary>Requests a second.</summary>
    public double Rate => _slowest * Share;

    /// <summary>Tells what one of them answers at most.</summary>
    public void Note(double rate) => _slowest = Math.Min(_slowest, rate);
}

/// <summary>How long answers take at a fixed rate. Its warm-up finds the highest rate.</summary>
internal sealed class PacedTarget(HttpTarget inner, Pace pace) : Target
{
    private const double Percentile = 0.99;

    public async Task WarmAsync(TimeSpan time) => pace.Note((await inner.RunAsync(time, keep: false)).Rate);

    protected override async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var times = await Task.Run(() => inner.Paced.Run(pace.Rate, time));
        Array.Sort(times);
        return new(times.Length / time.TotalSeconds, double.NaN, times[(int)(Percentile * (times.Length - 1))]);
    }
}
