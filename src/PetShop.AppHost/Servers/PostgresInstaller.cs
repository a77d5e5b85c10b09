using MysticMind.PostgresEmbed;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Gets PostgreSQL onto a machine that has none.</summary>
internal static class PostgresInstaller
{
    /// <summary>Published for Linux (glibc and musl), macOS and Windows, on x64 and arm64.</summary>
    private const string DownloadVersion = "17.6.0";

    /// <summary>Where the downloaded binaries stay: one download serves every later start.</summary>
    private static string Cache => OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess
        ? Path.Combine(PgCache.DefaultDirectory, "binaries")
        : "/var/cache/petshop";

    // In a session of its own, so that Ctrl+C in the terminal does not reach it, and heard by a shell, so that it does not break off
    // when nobody listens any more.
    private static readonly string[] Unbroken = ["setsid", "/bin/sh", "-c", """O=$("$@" 2>&1); R=$?; printf %s "$O"; exit "$R" """, "apt"];

    /// <summary>
    /// The distribution's packages, by apt-get. Only for root, who is told. An installation that has begun is never broken off, as that
    /// would leave the machine's packages half unpacked.
    /// </summary>
    /// <exception cref="StartFailure">apt-get failed.</exception>
    public static async Task AptAsync(bool withRedis, Action<string> say, CancellationToken ct)
    {
        string[] packages = withRedis ? ["postgresql", "redis-server"] : ["postgresql"];
        var line = $"apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        say($"PostgreSQL is not installed. You are root, so it is installed now: {line}");
        var quiet = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        await Command.RunAsync(["apt-get", "update", "-q"], ct, quiet);
        using var told = ct.Register(() => say("Stopping as soon as apt-get has done its work."));
        var result = await Command.RunAsync([.. Unbroken, .. line.Split(' ')], CancellationToken.None, quiet);
        ct.ThrowIfCancellationRequested();
        if (result.ExitCode != 0)
            throw new StartFailure($"That failed. Type it yourself, then start the shop again.{Environment.NewLine}{result.Output}");
    }

    /// <summary>Private binaries, downloaded once into a cache. Another Maven repository is named by <c>PETSHOP_MAVEN_REPO</c>.</summary>
    /// <param name="found">What the machine has, newest first: where that is too old, it is said.</param>
    /// <exception cref="StartFailure">The download failed: the message has the line to type.</exception>
    public static async Task<PostgresBinaries> DownloadAsync(
        IReadOnlyList<PostgresBinaries> found, Action<string> say, CancellationToken ct)
    {
        if (found is [{ IsNewEnough: false } newest, ..])
            say($"PostgreSQL {newest.Major} is too old; {PostgresBinaries.OldestMajor} or newer is needed.");
        var repository = Environment.GetEnvironmentVariable("PETSHOP_MAVEN_REPO") ?? PgServerOptions.DefaultMavenRepo;
        var server = new PgServer(
            new PgServerOptions { PgVersion = DownloadVersion, DbDir = Cache, BinariesDir = Cache, MavenRepo = repository });
        try
        {
            if (!Directory.Exists(server.InstallDir)) say($"PostgreSQL {DownloadVersion} is downloaded into {Cache} (once, about 25 MB).");
            await server.InstallAsync(ct);
            var binaries = await PostgresBinaries.ReadAsync(Path.Combine(server.InstallDir, "bin"), "download", ct);
            return binaries ?? throw new PostgresEmbedException($"what was downloaded into {server.InstallDir} does not run here");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new StartFailure(
                $"PostgreSQL could not be downloaded: {failure.GetBaseException().Message}{Environment.NewLine}"
                + $"Start Docker, or install PostgreSQL {PostgresBinaries.OldestMajor} or newer, and start the shop again: {InstallLine()}", failure);
        }
    }

    private static string InstallLine() => true switch
    {
        _ when OperatingSystem.IsWindows() => "winget install -e --id PostgreSQL.PostgreSQL.17",
        _ when OperatingSystem.IsMacOS() => "brew install postgresql@17 redis",
        _ when Command.Find("apt-get") is not null => "sudo apt-get install -y postgresql redis-server",
        _ when Command.Find("dnf") is not null => "sudo dnf install -y postgresql-server postgresql-contrib redis",
        _ when Command.Find("apk") is not null => "sudo apk add postgresql17 postgresql17-contrib redis",
        _ => "by your system's package manager",
    };
}
