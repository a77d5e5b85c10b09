namespace PetShop.AppHost.Machine;

/// <summary>What a process writes. Windows lets nobody read, rename or delete an open file unless both sides say that they share it.</summary>
internal static class LogFile
{
    private const FileShare WithEveryone = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>A new file, to be written by several threads.</summary>
    public static TextWriter Create(string path)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, WithEveryone);
        return TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
    }

    /// <summary>Its lines so far, though it may still be written to.</summary>
    public static IEnumerable<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, WithEveryone));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
