using System.Security.Cryptography;
using System.Text;

namespace PetShop.AppHost.Machine;

/// <summary>The folder with the servers' data. A lock file ensures that only one process uses it at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "petshop.lock";
    private const string TemporaryPrefix = "petshop-temporary-";
    private readonly FileStream _lock;

    private DataFolder(string path, bool temporary)
    {
        (FullPath, IsTemporary) = (path, temporary);
        _lock = Lock(path) ?? throw new StartFailure($"The data folder {path} is in use: another AppHost runs on it.");
    }

    public string FullPath { get; }

    /// <summary>Deleted when closed.</summary>
    public bool IsTemporary { get; }

    public string Logs => Path.Combine(FullPath, "logs");

    /// <summary>The default location of the data.</summary>
    public static string DefaultPath => OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess
        ? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.Create), "petshop")
        : "/var/lib/petshop";

    /// <summary>Opens or creates a folder.</summary>
    /// <exception cref="StartFailure">It is in use, cannot be written to, or contains other files.</exception>
    public static DataFolder Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()
                && !File.Exists(Path.Combine(full, LockName)))
                throw new StartFailure(
                    $"{full} contains files that are not a shop's data: choose an empty folder with --data-dir.");
            Create(full);
            return new DataFolder(full, temporary: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The data folder {full} cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>A new folder for one run. Folders that killed runs left behind are deleted.</summary>
    public static DataFolder OpenTemporary()
    {
        // Root's own TMPDIR may be inaccessible to the account that PostgreSQL runs as.
        var parent = OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? Path.GetTempPath() : "/tmp";
        foreach (var old in Directory.EnumerateDirectories(parent, TemporaryPrefix + "*")) Sweep(old);
        var path = Path.Combine(parent, TemporaryPrefix + Guid.NewGuid().ToString("N")[..12]);
        Create(path);
        return new DataFolder(path, temporary: true);
    }

    /// <summary>A random secret, generated once and stored in a file that only its owner can read.</summary>
    public (string Value, bool IsNew) Secret(string name)
    {
        if (Read(name) is { } kept) return (kept, false);
        var secret = NewSecret();
        WritePrivately(PathOf(name), secret);
        return (secret, true);
    }

    /// <summary>Random letters and digits, without those that look alike.</summary>
    public static string NewSecret() =>
        RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);

    /// <summary>The content of a file; null if it does not exist or is empty because the disk was full.</summary>
    public string? Read(string name) =>
        File.Exists(PathOf(name)) && File.ReadAllText(PathOf(name)).Trim() is { Length: > 0 } text ? text : null;

    public string PathOf(string name) => Path.Combine(FullPath, name);

    public IEnumerable<string> Subfolders(string pattern) =>
        Directory.EnumerateDirectories(FullPath, pattern).Select(folder => Path.GetFileName(folder)).Order();

    /// <summary>Deletes everything in the folder except the lock.</summary>
    public void Clear()
    {
        foreach (var folder in Directory.EnumerateDirectories(FullPath)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(FullPath).Where(file => Path.GetFileName(file) != LockName))
            File.Delete(file);
    }

    public void Dispose()
    {
        _lock.Dispose();    // first: Windows does not delete open files
        if (IsTemporary) Sweep(FullPath);
    }

    /// <summary>Writes a file atomically that only its owner can ever read.</summary>
    public static void WritePrivately(string file, string text)
    {
        var half = file + ".half";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(half, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text + Environment.NewLine));
            stream.Flush(flushToDisk: true);
        }
        File.Move(half, file, overwrite: true);
    }

    private static void Create(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(parent);
        if (Directory.Exists(path) || OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(
            path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | OthersMayEnter);
    }

    // As root, the server's account must be able to reach its own folder.
    private static UnixFileMode OthersMayEnter =>
        Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None;

    private static FileStream? Lock(string path)
    {
        try
        {
            return new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, LockName)))
        {
            return null;
        }
    }

    private static void Sweep(string path)
    {
        try
        {
            if (!File.Exists(Path.Combine(path, LockName)) || Lock(path) is not { } free) return;
            free.Dispose();
            Directory.Delete(path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It belongs to another run or another user, who deletes it.
        }
    }
}
