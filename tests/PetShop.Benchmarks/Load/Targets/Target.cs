namespace PetShop.Benchmarks.Load.Targets;

/// <summary>The result of one round.</summary>
/// <param name="Rate">Responses per second.</param>
/// <param name="Cost">The server's CPU time per response, in microseconds; NaN if it is not known.</param>
/// <param name="P99">The 99th percentile of the latency in milliseconds; NaN if it is not measured.</param>
internal readonly record struct Sample(double Rate, double Cost, double P99);

/// <summary>Something that is measured, with the result of each round.</summary>
internal abstract class Target
{
    private readonly List<Sample> _samples = [];

    /// <summary>One sample per round.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Measures once, and keeps the result if <paramref name="keep"/> is set.</summary>
    public async Task<Sample> RunAsync(TimeSpan time, bool keep)
    {
        var sample = await MeasureAsync(time);
        if (keep)
            _samples.Add(sample);
        return sample;
    }

    protected abstract Task<Sample> MeasureAsync(TimeSpan time);
}
