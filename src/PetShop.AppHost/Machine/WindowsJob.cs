using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PetShop.AppHost.Machine;

/// <summary>
/// A Windows job object: the system ends its processes when this process, which has the only handle, ends.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsJob
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;
    private static readonly Lazy<nint> Handle = new(Create);

    /// <summary>Adds a process to the job and writes its output to a file.</summary>
    public static void Join(Process process, string logFile)
    {
        if (!AssignProcessToJobObject(Handle.Value, process.Handle)) throw new Win32Exception();
        var (log, open) = (new LogFile(logFile), 2);
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Each of the two outputs ends with null.
        void Write(object _, DataReceivedEventArgs line)
        {
            if (line.Data is { } text) log.WriteLine(text);
            else if (Interlocked.Decrement(ref open) == 0) log.Dispose();
        }
    }

    private static nint Create()
    {
        var job = CreateJobObject(0, null);
        var limits = new ExtendedLimits { Flags = KillOnJobClose };
        if (job == 0
            || !SetInformationJobObject(job, ExtendedLimitInformation, ref limits, Marshal.SizeOf<ExtendedLimits>()))
            throw new Win32Exception();
        return job;
    }

    [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true, EntryPoint = "CreateJobObjectW")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint CreateJobObject(nint attributes, string? name);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool SetInformationJobObject(nint job, int kind, ref ExtendedLimits limits, int size);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern bool AssignProcessToJobObject(nint job, nint process);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION: only the flags are set.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long ProcessTime, JobTime;
        public uint Flags;
        public nuint MinimumWorkingSet, MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint PriorityClass, SchedulingClass;
        public ulong Reads, Writes, Others, ReadBytes, WrittenBytes, OtherBytes;
        public nuint ProcessMemory, JobMemory, PeakProcessMemory, PeakJobMemory;
    }
}
