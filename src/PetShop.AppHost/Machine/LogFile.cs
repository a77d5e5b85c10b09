namespace PetShop.AppHost.Machine;

/// <summary>What a process writes. Windows lets nobody read, rename or delete an open file unless both sides say that they share it.</summary>
internal sealed class LogFile : IDisposable
{
    private const FileShare WithEveryone = FileShare.ReadWrite | FileShare.Delete;
    private readonly FileStream _file;
    private readonly StreamWriter _writer;
    private readonly Lock _gate = new();

    /// <summary>A new file, to be written by several threads.</summary>
    public LogFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, WithEveryone);
        _writer = new StreamWriter(_file) { AutoFlush = true };
    }

    /// <summary>The name under which an earlier part of a log is kept.</summary>
    public static string PreviousOf(string path) => path + ".previous";

    /// <summary>At the end, wherever that is by now: it may have been rotated.</summary>
    public void WriteLine(string line)
    {
        lock (_gate)
        {
            _file.Seek(0, SeekOrigin.End);
            _writer.WriteLine(line);
        }
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Its lines so far, though it may still be written to.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, WithEveryone));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>
    /// Moves what a log says to its previous part, while a process goes on appending to it. On a full disk it is lost
    /// instead: the log must not go on growing.
    /// </summary>
    public static void Rotate(string path)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, WithEveryone);
        File.Delete(PreviousOf(path));
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(path);
            using var previous = new FileStream(PreviousOf(path), options);
            log.CopyTo(previous);
        }
        finally
        {
            log.SetLength(0);
        }
    }
}
