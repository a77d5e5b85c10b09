using System.Text.Json;

namespace PetShop.PaymentSimulator.State;

/// <summary>
/// The file that all state is read from: one line of JSON for each change, only ever appended to. A line is handed to
/// the operating system before the call is answered, so it survives the death of this process; it is not forced to the
/// disk, so the last lines may not survive a loss of power.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const byte EndOfLine = (byte)'\n';
    private readonly FileStream _file;

    /// <exception cref="IOException">The file cannot be opened, for example because another simulator uses it.
    /// </exception>
    public Journal(string path) => _file = new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        BufferSize = 0,
    });

    /// <summary>Reads all changes, and removes a last line that was cut off.</summary>
    public IEnumerable<JournalLine> ReadAll()
    {
        _file.Position = 0;
        var whole = 0L;
        foreach (var line in Lines())
        {
            whole += line.Length + 1;
            if (JsonSerializer.Deserialize(line.Span, JournalJson.Default.JournalLine) is { } change)
                yield return change;
        }
        _file.SetLength(whole);
        _file.Position = whole;
    }

    /// <summary>Appends a change. If that fails, the journal is as before.</summary>
    public void Append(JournalLine line)
    {
        var before = _file.Position;
        var json = JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Default.JournalLine);
        Array.Resize(ref json, json.Length + 1);
        json[^1] = EndOfLine;
        try
        {
            _file.Write(json);
        }
        catch (IOException)
        {
            _file.SetLength(before);
            _file.Position = before;
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        var buffer = new byte[1 << 20];
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = _file.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
                yield break;        // what is left has no end of line: it was cut off
            filled += read;
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, EndOfLine, start, filled - start)) >= 0; start = end + 1)
                yield return buffer.AsMemory(start, end - start);
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
        }
    }
}
