using System.Diagnostics;
using System.Globalization;
using PetShop.AppHost.Machine;

namespace PetShop.AppHost.Servers;

/// <summary>The data files of a local PostgreSQL: created once, checked, and cleaned up after a killed run.</summary>
internal sealed class PostgresCluster(PostgresBinaries binaries, DataFolder folder, ServerUser user)
{
    public string FullPath { get; } = folder.PathOf(binaries.DataName);

    /// <summary>
    /// Creates the cluster if there is none; without a password, everyone on this machine may connect to it (tests).
    /// </summary>
    /// <exception cref="StartFailure">initdb failed, or the files are of another version.</exception>
    public async Task PrepareAsync(string? password, CancellationToken ct)
    {
        await user.MustReachAsync(folder.FullPath, ct);
        if (!Directory.Exists(FullPath)) await CreateAsync(password, ct);
        var version = (await File.ReadAllTextAsync(Path.Combine(FullPath, "PG_VERSION"), ct)).Trim();
        if (version != binaries.Major.ToString(CultureInfo.InvariantCulture))
            throw new StartFailure(
                $"{FullPath} holds data of PostgreSQL {version}, which PostgreSQL {binaries.Major} cannot open.");
        await FreeAsync(folder, ct);
    }

    // Under a temporary name until it is complete, so that an interrupted initdb never looks like data.
    private async Task CreateAsync(string? password, CancellationToken ct)
    {
        var (half, secret) = (FullPath + ".new", FullPath + ".password");
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        await user.OwnAsync(half, ct);
        DataFolder.WritePrivately(secret, password ?? "trust");
        await user.OwnAsync(secret, ct);
        var result = await Command.RunAsync(
            user.Run(
                binaries.Program(
                    "initdb"), "-D", half, "-U", "postgres", "-A", password is null ? "trust" : "scram-sha-256",
                $"--pwfile={secret}", "-E", "UTF8", OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C",
                password is null ? "--no-sync" : "--data-checksums"),
            ct);
        File.Delete(secret);
        if (result.ExitCode != 0)
            throw new StartFailure("PostgreSQL's data folder could not be created in "
                + $"{half}:{Environment.NewLine}{Reasons(result.Output)}");
        Directory.Move(half, FullPath);
    }

    /// <summary>
    /// Stops servers that still run in a folder whose lock we hold: they belong to a launcher that was killed, and are
    /// shutting down. The file with their process id is deleted too, because the id may belong to another process by
    /// now.
    /// </summary>
    /// <exception cref="StartFailure">A server does not stop.</exception>
    public static async Task FreeAsync(DataFolder folder, CancellationToken ct)
    {
        foreach (var cluster in folder.Subfolders("postgres-*").Select(folder.PathOf))
        {
            var file = Path.Combine(cluster, "postmaster.pid");
            if (!File.Exists(file)) continue;
            if (int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid))
                await EndAsync(cluster, pid, ct);
            File.Delete(file);
        }
    }

    // initdb reports each of its steps; after a failure, only the errors are shown.
    private static string Reasons(string output)
    {
        var lines = output.Split('\n');
        string[] signs = ["FATAL", "HINT", "error:"];
        var reasons = lines.Where(line => signs.Any(sign => line.Contains(sign, StringComparison.Ordinal))).ToArray();
        return string.Join(Environment.NewLine, reasons.Length > 0 ? reasons : lines);
    }

    private static async Task EndAsync(string cluster, int pid, CancellationToken ct)
    {
        using var server = FindServer(cluster, pid);
        if (server is null) return;
        if (!OperatingSystem.IsWindows())
            await Command.RunAsync(["kill", "-INT", pid.ToString(CultureInfo.InvariantCulture)], ct);
        var ended = server.WaitForExitAsync(ct);
        if (await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(20), ct)) == ended) return;
        throw new StartFailure(
            $"A PostgreSQL server (process {pid}) is still running in {cluster}: stop it and start the shop again.");
    }

    private static Process? FindServer(string cluster, int pid)
    {
        try
        {
            var process = Process.GetProcessById(pid);
            var ours = OperatingSystem.IsLinux()
                ? File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(cluster)
                : process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
            if (ours) return process;
            process.Dispose();
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or InvalidOperationException)
        {
            // It ended meanwhile.
        }
        return null;
    }
}
