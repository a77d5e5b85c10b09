namespace PetShop.Benchmarks.Load.Targets;

/// <summary>What one round found.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Cost">The server's CPU time an answer, in microseconds; NaN where it is not known.</param>
/// <param name="P99">Milliseconds that 99 of 100 answers stayed below; NaN where it is not measured.</param>
internal readonly record struct Sample(double Rate, double Cost, double P99);

/// <summary>One thing that is measured, with what each round found.</summary>
internal abstract class Target
{
    private readonly List<Sample> _samples = [];

    /// <summary>One a round.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>Measures once, and keeps what was found if asked to.</summary>
    public async Task<Sample> RunAsync(TimeSpan time, bool keep)
    {
        var sample = await MeasureAsync(time);
        if (keep)
            _samples.Add(sample);
        return sample;
    }

    protected abstract Task<Sample> MeasureAsync(TimeSpan time);
}
