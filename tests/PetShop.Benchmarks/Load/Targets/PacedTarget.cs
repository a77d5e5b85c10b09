namespace PetShop.Benchmarks.Load.Targets;

/// <summary>The request rate of all paced targets: a quarter of the maximum rate of the slowest one.</summary>
internal sealed class Pace
{
    private const double Share = 0.25;
    private double _slowest = double.PositiveInfinity;

    /// <summary>Requests per second.</summary>
    public double Rate => _slowest * Share;

    /// <summary>Records the maximum rate of a target.</summary>
    public void Note(double rate) => _slowest = Math.Min(_slowest, rate);
}

/// <summary>The response times at a fixed rate. The warm-up finds the maximum rate.</summary>
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
