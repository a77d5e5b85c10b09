using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>
/// Sends requests at a fixed rate, regardless of the responses. Each connection has its own thread and schedule. The
/// latency of a request that was delayed by an earlier response counts from the time at which it was due.
/// </summary>
internal sealed class PacedLoop(Uri server, int connections, Requests requests, int status)
{
    private const int BufferSize = 64 * 1024;

    /// <param name="rate">Requests per second, over all connections together.</param>
    /// <returns>The milliseconds from the time at which each request was due to the end of its response.</returns>
    public double[] Run(double rate, TimeSpan time)
    {
        var found = new List<double>[connections];
        var start = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 20;
        var threads = Enumerable.Range(0, connections)
            .Select(number => new Thread(() => found[number] = Ask(number, start, rate, time))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return [.. found.SelectMany(times => times)];
    }

    private List<double> Ask(int number, long start, double rate, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server.Host, server.Port);
        var (buffer, answer, next) = (new byte[BufferSize], new Answer(status), requests.ForConnection(number));
        var step = Stopwatch.Frequency * connections / rate;
        var first = start + Stopwatch.Frequency * number / rate;
        var times = new List<double>((int)(time.TotalSeconds * rate / connections) + 1);
        for (var i = 0; i * step < time.TotalSeconds * Stopwatch.Frequency; i++)
        {
            var due = (long)(first + i * step);
            SleepUntil(due);
            socket.Send(next().Span);
            Read(socket, buffer, answer);
            times.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        }
        return times;
    }

    private static void Read(Socket socket, byte[] buffer, Answer answer)
    {
        answer.Clear();
        for (var read = 0; read == 0 || !answer.IsWhole(buffer.AsSpan(0, read));)
        {
            var got = socket.Receive(buffer.AsSpan(read));
            if (got == 0)
                throw new InvalidOperationException("The server hung up.");
            read += got;
        }
    }

    // The framework's timers have a resolution of whole milliseconds, which is longer than most responses take.
    private static void SleepUntil(long due)
    {
        var left = due - Stopwatch.GetTimestamp();
        if (left <= 0)
            return;
        var nanoseconds = (long)(left * 1e9 / Stopwatch.Frequency);
        if (OperatingSystem.IsLinux())
            _ = Sleep(new(nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000), IntPtr.Zero);
        else
            Thread.CurrentThread.Join(TimeSpan.FromMicroseconds(nanoseconds / 1000));
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(in TimeSpec time, IntPtr left);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
