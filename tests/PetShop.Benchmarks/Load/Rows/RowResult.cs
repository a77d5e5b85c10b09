using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>What a row found for one shop. A ratio is that of one round; its median is that of all rounds.</summary>
internal sealed class RowResult(Row row, string shop, (Target Ours, Target Theirs) targets)
{
    public Row Row => row;

    public string Shop => shop;

    /// <summary>Answers a second, or the p99 in milliseconds.</summary>
    public double Ours => Middle(targets.Ours);

    /// <summary>The same of what it is compared with.</summary>
    public double Theirs => Middle(targets.Theirs);

    /// <summary>Ours ÷ theirs, by answers a second or by p99.</summary>
    public Spread Ratio => Spread.Of(Rounds.Select(round => Figure(round.First) / Figure(round.Second)));

    /// <summary>Theirs ÷ ours, by the server's CPU time an answer: below 1 where ours is dearer.</summary>
    public Spread CpuRatio => Spread.Of(Rounds.Select(round => round.Second.Cost / round.First.Cost));

    /// <summary>Microseconds of the server's CPU an answer.</summary>
    public (double Ours, double Theirs) Cost => (
        Spread.Of(targets.Ours.Samples.Select(sample => sample.Cost)).Median,
        Spread.Of(targets.Theirs.Samples.Select(sample => sample.Cost)).Median);

    private IEnumerable<(Sample First, Sample Second)> Rounds => targets.Ours.Samples.Zip(targets.Theirs.Samples);

    private double Middle(Target target) => Spread.Of(target.Samples.Select(Figure)).Median;

    private double Figure(Sample sample) => row.IsLatency ? sample.P99 : sample.Rate;
}
