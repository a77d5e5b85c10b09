using System.Globalization;

namespace PetShop.Benchmarks.Load;

/// <summary>How long and how hard the shop is measured, which rows, and which builds of it.</summary>
/// <param name="Rounds">Rounds that count. Each measures every target once.</param>
/// <param name="Seconds">Of each target in each round.</param>
/// <param name="WarmSeconds">Of a step of the warm-up before the rounds: see <see cref="Load.Rows.WarmUp"/>.</param>
/// <param name="Connections">Of the client, each with one request at a time.</param>
/// <param name="IsDurable">False: PostgreSQL does not wait for the disk.</param>
/// <param name="Rows">Names of rows; empty for all.</param>
/// <param name="Folders">Build folders of other commits, each run as a further shop.</param>
internal sealed record LoadOptions(
    int Rounds, int Seconds, int WarmSeconds, int Connections, bool IsDurable, IReadOnlyList<string> Rows,
    IReadOnlyList<string> Folders)
{
    private const int Most = 1000;

    /// <exception cref="FormatException">An option is unknown or its value is no number.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions(9, 2, 2, 16, IsDurable: true, [], []);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            options = name switch
            {
                "--rounds" => options with { Rounds = Number(rest) },
                "--seconds" => options with { Seconds = Number(rest) },
                "--warm" => options with { WarmSeconds = Number(rest) },
                "--connections" => options with { Connections = Number(rest) },
                "--no-fsync" => options with { IsDurable = false },
                "--before" or "--shop" => options with { Folders = [.. options.Folders, Path.GetFullPath(Text(rest))] },
                _ when name.StartsWith('-') => throw new FormatException($"Unknown option {name}."),
                _ => options with { Rows = [.. options.Rows, name] },
            };
        }
        return options;
    }

    private static string Text(Queue<string> rest) =>
        rest.TryDequeue(out var value) ? value : throw new FormatException("The last option needs a value.");

    private static int Number(Queue<string> rest) =>
        Math.Clamp(int.Parse(Text(rest), CultureInfo.InvariantCulture), 1, Most);
}
