using System.Buffers.Text;
using System.IO.Hashing;

namespace PetShop.Api.Core.Json;

/// <summary>A representation that is ready to send: UTF-8 JSON and its entity tag.</summary>
/// <param name="Utf8">The body. It is never modified.</param>
/// <param name="ETag">A strong entity tag with its quotes (RFC 9110, 8.8.3).</param>
/// <param name="CacheKey">Its key in the cache; null if it is not cached.</param>
public sealed record JsonBytes(byte[] Utf8, string ETag, string? CacheKey = null)
{
    /// <summary>The same bytes have the same tag on every node.</summary>
    public static JsonBytes From(byte[] utf8, string? cacheKey = null)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(utf8, hash);
        return new(utf8, $"\"{Base64Url.EncodeToString(hash)}\"", cacheKey);
    }
}
