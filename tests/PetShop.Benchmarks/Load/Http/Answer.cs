using System.Buffers.Text;
using System.Text;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>Reads as much of a response as is needed to find its status and its end.</summary>
internal sealed class Answer(int status)
{
    private const int NoContent = 304;
    private readonly byte[] _start = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} ");
    private int _wanted = -1;
    private bool _isChunked;

    /// <summary>Whether these bytes are a complete response.</summary>
    /// <param name="received">All bytes that were received so far.</param>
    /// <exception cref="InvalidOperationException">The response has a different status.</exception>
    public bool IsWhole(ReadOnlySpan<byte> received)
    {
        if (_wanted < 0 && !ReadHeaders(received))
            return false;
        return _isChunked ? received.EndsWith("\r\n0\r\n\r\n"u8) : received.Length >= _wanted;
    }

    /// <summary>Prepares for the next response.</summary>
    public void Clear() => (_wanted, _isChunked) = (-1, false);

    private bool ReadHeaders(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (!received.StartsWith(_start))
            throw new InvalidOperationException($"The answer was: {Encoding.UTF8.GetString(received)}");
        var headers = received[..(end + 2)];
        var at = headers.IndexOf("Content-Length: "u8);
        _wanted = end + 4;
        if (at >= 0 && Utf8Parser.TryParse(headers[(at + "Content-Length: "u8.Length)..], out int length, out _))
            _wanted += length;
        else
            _isChunked = status != NoContent && headers.IndexOf("Transfer-Encoding: chunked"u8) >= 0;
        return true;
    }
}
