using System.Globalization;

namespace PetShop.Benchmarks.Load;

/// <summary>How long and how hard: <c>--rounds</c>, <c>--seconds</c> of each target in each round, <c>--connections</c>.</summary>
internal sealed record LoadOptions(int Rounds, int Seconds, int Connections)
{
    public static LoadOptions Parse(string[] args) => new(Get(args, "--rounds", 6), Get(args, "--seconds", 2), Get(args, "--connections", 16));

    private static int Get(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
            ? Math.Clamp(int.Parse(args[at + 1], CultureInfo.InvariantCulture), 1, 120)
            : otherwise;
}
