using System.Globalization;

namespace PetShop.Benchmarks.Size;

/// <summary>
/// The numbers of products, <c>--sizes 500,10000</c>, how often each query runs, <c>--rounds</c>, and the queries to
/// run, <c>--only words,orders</c>: parts of their names.
/// </summary>
internal sealed record SizeOptions(IReadOnlyList<int> Sizes, int Rounds, IReadOnlyList<SizeQuery> Queries)
{
    private const int DefaultRounds = 100;

    /// <summary>The first size is the baseline for the others.</summary>
    private static readonly int[] DefaultSizes = [500, 10_000, 100_000, 1_000_000];

    public static SizeOptions Parse(string[] args) => new(
        Find(args, "--sizes")?.Split(',').Select(Number).ToList() ?? [.. DefaultSizes],
        Find(args, "--rounds") is { } rounds ? Number(rounds) : DefaultRounds,
        Find(args, "--only")?.Split(',') is { } parts
            ? [.. SizeQuery.All.Where(query => parts.Any(query.Name.Contains))]
            : SizeQuery.All);

    private static int Number(string text) =>
        int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static string? Find(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
