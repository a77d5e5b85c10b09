using System.Globalization;
using System.Runtime.InteropServices;

namespace PetShop.Benchmarks.Torture.Machine;

/// <summary>The processes below another one. Linux only.</summary>
internal static class ProcessTree
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>The shell that guards a process is not part of the server.</summary>
    private const string Shell = "sh";

    /// <summary>The servers below this process, parents before their children.</summary>
    public static List<int> ServersBelow(int root)
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).Select(Read).OfType<Entry>().ToLookup(entry => entry.Parent);
        var found = new List<Entry>(processes[root]);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(processes[found[i].Id]);
        return [.. found.Where(entry => entry.Name != Shell).Select(entry => entry.Id)];
    }

    /// <summary>Sends a signal to each process; those that have ended meanwhile are skipped.</summary>
    public static void Send(IEnumerable<int> processes, int signal)
    {
        foreach (var id in processes)
            _ = SendSignal(id, signal);
    }

    /// <returns>Null if the process has ended.</returns>
    private static Entry? Read(int id)
    {
        try
        {
            // "pid (name) state parent …": the name may contain anything.
            var line = File.ReadAllText($"/proc/{id}/stat");
            var (open, close) = (line.IndexOf('('), line.LastIndexOf(')'));
            var parent = line[(close + 2)..].Split(' ')[1];
            return new(id, int.Parse(parent, CultureInfo.InvariantCulture), line[(open + 1)..close]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private sealed record Entry(int Id, int Parent, string Name);
}
