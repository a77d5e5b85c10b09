namespace PetShop.AppHost.Machine;

/// <summary>
/// A process's log file. On Windows, an open file can be read, renamed or deleted only if both sides share it.
/// </summary>
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

    /// <summary>The name of the previous part of a log.</summary>
    public static string PreviousOf(string path) => path + ".previous";

    /// <summary>Appends at the current end of the file, which may have been rotated.</summary>
    public void WriteLine(string line)
    {
        lock (_gate)
        {
            _file.Seek(0, SeekOrigin.End);
            _writer.WriteLine(line);
        }
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>The lines so far; the file may still be written to.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, WithEveryone));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>
    /// Moves a log's content to its previous part, while a process keeps appending to it. If the disk is full, the
    /// content is deleted instead, so that the log does not keep growing.
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
