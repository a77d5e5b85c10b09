using System.Diagnostics;
using System.Net.Sockets;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>
/// A load generator that uses little CPU itself: raw sockets, one request at a time on each, and no parsing beyond the
/// end of the response.
/// </summary>
internal sealed class ClosedLoop(Uri server, int connections, Requests requests, int status)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Sends requests until the time is over or there are no more requests.</summary>
    /// <returns>The number of responses, and the time in which they were received.</returns>
    /// <exception cref="InvalidOperationException">A response had a different status.</exception>
    public async Task<(long Count, TimeSpan Time)> RunAsync(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource(time);
        var counts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(number => Task.Run(() => AskAsync(number, stop.Token))));
        return (counts.Sum(), Stopwatch.GetElapsedTime(started));
    }

    private async Task<long> AskAsync(int number, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port, CancellationToken.None);
        var (buffer, answer, next) = (new byte[BufferSize], new Answer(status), requests.ForConnection(number));
        long count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            var request = next();
            if (request.IsEmpty)
                break;
            await socket.SendAsync(request, CancellationToken.None);
            await ReadAsync(socket, buffer, answer);
        }
        return count;
    }

    private static async Task ReadAsync(Socket socket, byte[] buffer, Answer answer)
    {
        answer.Clear();
        for (var read = 0; read == 0 || !answer.IsWhole(buffer.AsSpan(0, read));)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (got == 0)
                throw new InvalidOperationException("The server hung up.");
            read += got;
        }
    }
}
