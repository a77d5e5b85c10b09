using System.Globalization;
using System.Text.RegularExpressions;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>The installed programs of one PostgreSQL version.</summary>
/// <param name="Folder">Where <c>postgres</c> and <c>initdb</c> are.</param>
/// <param name="Major">The major version: other versions cannot read its data.</param>
/// <param name="Origin">"local" or "download": part of the data folder's name.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major, string Origin)
{
    /// <summary>The shop's SQL does not run on older versions.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] UsualParents =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*",
        "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin", @"C:\Program Files\PostgreSQL\*\bin",
    ];

    public string DataName => $"postgres-{Major}-{Origin}";

    public bool IsNewEnough => Major >= OldestMajor;

    public string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>Every PostgreSQL on this machine, the newest first, including those that are too old.</summary>
    public static async Task<IReadOnlyList<PostgresBinaries>> FindAsync(CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        var onPath = Command.Find("postgres") is { } postgres
            ? [Path.GetDirectoryName(postgres)!]
            : Array.Empty<string>();
        foreach (var folder in onPath.Concat(UsualParents.SelectMany(Expand)))
        {
            if (await ReadAsync(folder, "local", ct) is { } binaries) found.Add(binaries);
        }
        return [.. found.DistinctBy(binaries => binaries.Major).OrderByDescending(binaries => binaries.Major)];
    }

    /// <summary>The version whose data already exists, otherwise the newest; null if none is new enough.</summary>
    /// <param name="found">Newest first.</param>
    /// <param name="data">The data folders that local programs created.</param>
    /// <exception cref="StartFailure">There is data, but of versions that this machine does not have.</exception>
    public static PostgresBinaries? Choose(IReadOnlyList<PostgresBinaries> found, IReadOnlyList<string> data)
    {
        var usable = found.Where(binaries => binaries.IsNewEnough).ToList();
        if (usable.Count == 0 || data.Count == 0) return usable.FirstOrDefault();
        var names = data.Select(Path.GetFileName).ToList();
        return usable.Find(binaries => names.Contains(binaries.DataName)) ?? throw new StartFailure(
            $"{data[^1]} was written by another version of PostgreSQL than the installed "
            + $"one ({usable[0].Major}).{Environment.NewLine}Install the version in the folder's name, choose another "
            + "folder with --data-dir, or start over with --reset.");
    }

    /// <summary>Reads the version of the programs in a folder; null if they are not PostgreSQL's.</summary>
    public static async Task<PostgresBinaries?> ReadAsync(string folder, string origin, CancellationToken ct)
    {
        var binaries = new PostgresBinaries(folder, 0, origin);
        if (!File.Exists(binaries.Program("postgres")) || !File.Exists(binaries.Program("initdb"))) return null;
        var answer = await Command.RunAsync([binaries.Program("postgres"), "--version"], ct);
        var version = Version().Match(answer.Output);
        return version.Success
            ? binaries with { Major = int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture) }
            : null;
    }

    private static IEnumerable<string> Expand(string pattern)
    {
        var parts = pattern.Split('*');
        var parent = Path.GetDirectoryName(parts[0]);
        if (parent is null || !Directory.Exists(parent)) return [];
        return Directory.EnumerateDirectories(parent, Path.GetFileName(parts[0]) + "*")
            .Select(folder => folder + parts[1]);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
