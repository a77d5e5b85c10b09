using System.Text;

namespace PetShop.Benchmarks.Load.Http;

/// <summary>Requests as bytes, built before the measurement begins.</summary>
internal static class HttpBytes
{
    private const string Json = "Content-Type: application/json";

    public static byte[] Get(Uri url, params string[] headers) => Write("GET", url, headers, "");

    public static byte[] GetAs(string token, Uri url) => Get(url, Bearer(token));

    /// <summary>A request with a JSON body.</summary>
    public static byte[] PostAs(string token, Uri url, string body, params string[] headers) =>
        Write("POST", url, [Bearer(token), Json, $"Content-Length: {body.Length}", .. headers], body);

    private static string Bearer(string token) => "Authorization: Bearer " + token;

    private static byte[] Write(string method, Uri url, string[] headers, string body)
    {
        var text = new StringBuilder($"{method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n");
        foreach (var header in headers)
            text.Append(header).Append("\r\n");
        return Encoding.ASCII.GetBytes(text.Append("\r\n").Append(body).ToString());
    }
}
