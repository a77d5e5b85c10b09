using System.Diagnostics;
using System.Net.Sockets;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>
/// A load generator that costs little itself: raw sockets, one request at a time on each, no parsing beyond the end of
/// the answer.
/// </summary>
internal sealed class ClosedLoop(Uri server, int connections, Requests requests, int status)
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Asks until the time is over or there are no more requests.</summary>
    /// <returns>How many answers came, and in what time.</returns>
    /// <exception cref="InvalidOperationException">An answer had another status.</exception>
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
