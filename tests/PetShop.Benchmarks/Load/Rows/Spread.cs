namespace PetShop.Benchmarks.Load.Rows;

/// <summary>The median and the quartiles of a set of figures.</summary>
internal readonly record struct Spread(double Low, double Median, double High)
{
    private const double Quarter = 0.25;

    /// <summary>NaN if there are no figures.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0
            ? new(double.NaN, double.NaN, double.NaN)
            : new(At(sorted, Quarter), At(sorted, 2 * Quarter), At(sorted, 3 * Quarter));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return low + (high - low) * (place - Math.Floor(place));
    }
}
