using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PetShop.Benchmarks.Load;

/// <summary>A load generator that costs little itself: raw sockets, one request at a time on each, no parsing beyond Content-Length.</summary>
internal sealed class LoadClient(Uri target, int connections)
{
    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthHeader = "Content-Length: "u8.ToArray();
    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\n\r\n");

    /// <summary>Asks until the time is over.</summary>
    /// <returns>How many answers came.</returns>
    /// <exception cref="InvalidOperationException">An answer was not 200.</exception>
    public async Task<long> RunAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskAsync(stop.Token))));
        return counts.Sum();
    }

    private async Task<long> AskAsync(CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target.Host, target.Port, CancellationToken.None);
        var buffer = new byte[64 * 1024];
        long count = 0;
        for (; !stop.IsCancellationRequested; count++)
        {
            await socket.SendAsync(_request);
            await ReadAnswerAsync(socket, buffer);
        }
        return count;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        for (int read = 0, wanted = int.MaxValue; read < wanted;)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (got == 0)
                throw new InvalidOperationException("The server hung up.");
            read += got;
            if (wanted == int.MaxValue && buffer.AsSpan(0, read).IndexOf(EndOfHeaders) is > 0 and var end)
                wanted = end + EndOfHeaders.Length + LengthOf(buffer.AsSpan(0, end));
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> headers)
    {
        if (!headers.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException($"The answer was: {Encoding.ASCII.GetString(headers)}");
        var rest = headers[(headers.IndexOf(LengthHeader) + LengthHeader.Length)..];
        return int.Parse(rest[..(rest.IndexOf((byte)'\r') is >= 0 and var end ? end : rest.Length)], CultureInfo.InvariantCulture);
    }
}
