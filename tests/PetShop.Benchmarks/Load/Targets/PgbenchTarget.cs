using System.Globalization;
using System.Text.RegularExpressions;
using PetShop.Benchmarks.Load.Shops;

namespace PetShop.Benchmarks.Load.Targets;

/// <summary>Runs the statements of a checkout with pgbench: the cost that remains without a shop.</summary>
/// <param name="isHot">Whether one of the three products is the same in all orders.</param>
internal sealed partial class PgbenchTarget(SpareShop spare, int connections, bool isHot) : Target
{
    /// <summary>An order id consists of the seconds since this time, followed by 20 further bits.</summary>
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const int LowBits = 20;

    protected override async Task<Sample> MeasureAsync(TimeSpan time)
    {
        await spare.FillCartsAsync();
        var now = (long)(TimeProvider.System.GetUtcNow() - Epoch).TotalSeconds;
        var output = await spare.RunAsync(
        [
            "-n", "-M", "extended", "-c", Text(connections), "-j", "1", "-T", Text((long)time.TotalSeconds),
            "-f", SpareShop.PathOf("checkout.sql"),
            "-D", "n=-1", "-D", "clients=" + Text(connections), "-D", "shoppers=" + Text(spare.Shoppers),
            "-D", "base=" + Text(now << LowBits), "-D", "low=" + Text(spare.FirstProduct),
            "-D", "promotion=" + Text(spare.Promotion),
            "-D", "hot=" + (isHot ? "true" : "false"),
        ]);
        var rate = double.Parse(Tps().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return new(rate, double.NaN, double.NaN);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Tps();
}
