using PetShop.Benchmarks.Load.Targets;

namespace PetShop.Benchmarks.Load.Rows;

/// <summary>
/// The result of a row for one shop. Ratios are calculated per round; the median is taken over all rounds.
/// </summary>
internal sealed class RowResult(Row row, string shop, (Target Ours, Target Theirs) targets)
{
    public Row Row => row;

    public string Shop => shop;

    /// <summary>Responses per second, or the p99 in milliseconds.</summary>
    public double Ours => Middle(targets.Ours);

    /// <summary>The same figure for the target that it is compared with.</summary>
    public double Theirs => Middle(targets.Theirs);

    /// <summary>Ours ÷ theirs, by responses per second or by p99.</summary>
    public Spread Ratio => Spread.Of(Rounds.Select(round => Figure(round.First) / Figure(round.Second)));

    /// <summary>Theirs ÷ ours, by the server's CPU time per response: below 1 if ours uses more.</summary>
    public Spread CpuRatio => Spread.Of(Rounds.Select(round => round.Second.Cost / round.First.Cost));

    /// <summary>The server's CPU time per response, in microseconds.</summary>
    public (double Ours, double Theirs) Cost => (
        Spread.Of(targets.Ours.Samples.Select(sample => sample.Cost)).Median,
        Spread.Of(targets.Theirs.Samples.Select(sample => sample.Cost)).Median);

    private IEnumerable<(Sample First, Sample Second)> Rounds => targets.Ours.Samples.Zip(targets.Theirs.Samples);

    private double Middle(Target target) => Spread.Of(target.Samples.Select(Figure)).Median;

    private double Figure(Sample sample) => row.IsLatency ? sample.P99 : sample.Rate;
}
