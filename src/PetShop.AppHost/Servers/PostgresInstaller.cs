using MysticMind.PostgresEmbed;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>Installs or downloads PostgreSQL on a machine that has none.</summary>
internal static class PostgresInstaller
{
    /// <summary>Available for Linux (glibc and musl), macOS and Windows, on x64 and arm64.</summary>
    private const string DownloadVersion = "17.6.0";

    /// <summary>Where downloaded programs are stored: later starts use the same download.</summary>
    private static string Cache => OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess
        ? Path.Combine(PgCache.DefaultDirectory, "binaries")
        : "/var/cache/petshop";

    /// <summary>
    /// Private programs, downloaded once into a cache. <c>PETSHOP_MAVEN_REPO</c> names another Maven repository.
    /// </summary>
    /// <param name="found">The installed versions, the newest first, for a message if they are too old.</param>
    /// <param name="options">Whether a download is allowed, and how to report it.</param>
    /// <exception cref="StartFailure">The download failed or is not allowed: the message has the command to
    /// type.</exception>
    public static async Task<PostgresBinaries> DownloadAsync(
        IReadOnlyList<PostgresBinaries> found, ShopServersOptions options, CancellationToken ct)
    {
        if (found is [{ IsNewEnough: false } newest, ..])
            options.Report($"PostgreSQL {newest.Major} is too old; {PostgresBinaries.OldestMajor} or newer is needed.");
        var repository = Environment.GetEnvironmentVariable("PETSHOP_MAVEN_REPO") ?? PgServerOptions.DefaultMavenRepo;
        var server = new PgServer(
            new PgServerOptions
            {
                PgVersion = DownloadVersion,
                DbDir = Cache,
                BinariesDir = Cache,
                MavenRepo = repository,
            });
        var isMissing = !Directory.Exists(server.InstallDir);
        if (isMissing && !options.MayInstall) throw Refusal();
        try
        {
            if (isMissing)
                options.Report($"Downloading PostgreSQL {DownloadVersion} into {Cache} (once, about 25 MB).");
            await server.InstallAsync(ct);
            var binaries = await PostgresBinaries.ReadAsync(Path.Combine(server.InstallDir, "bin"), "download", ct);
            return binaries
                ?? throw new PostgresEmbedException($"what was downloaded into {server.InstallDir} does not run here");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new StartFailure(
                $"PostgreSQL could not be downloaded: {failure.GetBaseException().Message}{Environment.NewLine}"
                + $"Start Docker, or install PostgreSQL {PostgresBinaries.OldestMajor} or newer, and start the shop "
                + $"again: {InstallLine()}", failure);
        }
    }

    /// <summary>The error if PostgreSQL is missing and nothing may be installed or downloaded.</summary>
    public static StartFailure Refusal() => new(
        $"PostgreSQL {PostgresBinaries.OldestMajor} or newer is not installed, and --no-install prevents the launcher "
        + $"from installing it.{Environment.NewLine}Install it yourself: {InstallLine()}{Environment.NewLine}Or start "
        + "Docker, or set ConnectionStrings__PetShop to a running server, or leave --no-install out.");

    private static string InstallLine() => true switch
    {
        _ when OperatingSystem.IsWindows() => "winget install -e --id PostgreSQL.PostgreSQL.17",
        _ when OperatingSystem.IsMacOS() => "brew install postgresql@17 redis",
        _ when Command.Find("apt-get") is not null => "sudo apt-get install -y postgresql redis-server",
        _ when Command.Find("dnf") is not null => "sudo dnf install -y postgresql-server postgresql-contrib redis",
        _ when Command.Find("apk") is not null => "sudo apk add postgresql17 postgresql17-contrib redis",
        _ => "with your system's package manager",
    };
}
