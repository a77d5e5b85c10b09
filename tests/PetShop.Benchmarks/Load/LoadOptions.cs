using System.Globalization;

namespace PetShop.Benchmarks.Load;

/// <summary>The duration and intensity of the measurement, its rows, and the builds that it measures.</summary>
/// <param name="Rounds">The number of measured rounds. Each measures every target once.</param>
/// <param name="Seconds">The duration for each target in each round.</param>
/// <param name="WarmSeconds">
/// The duration of a step of the warm-up before the rounds; see <see cref="Load.Rows.WarmUp"/>.
/// </param>
/// <param name="Connections">The client's connections, each with one request at a time.</param>
/// <param name="IsDurable">Whether PostgreSQL waits for the disk.</param>
/// <param name="Rows">The names of the rows; empty for all.</param>
/// <param name="Folders">The build folders of other commits, each of which runs as an additional shop.</param>
internal sealed record LoadOptions(
    int Rounds, int Seconds, int WarmSeconds, int Connections, bool IsDurable, IReadOnlyList<string> Rows,
    IReadOnlyList<string> Folders)
{
    private const int Most = 1000;

    /// <exception cref="FormatException">An option is unknown, or its value is not a number.</exception>
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
