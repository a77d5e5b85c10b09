using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Access tokens whose signature and claims were validated, so that each is validated once per node. Their content
/// never changes; whether the session is still valid is checked separately. Only hashes of the tokens are stored.
/// </summary>
internal sealed class ValidatedTokenCache
{
    /// <summary>About 150 bytes each.</summary>
    public const int Limit = 50_000;

    private const string Scheme = "Bearer ";

    private readonly ConcurrentDictionary<UInt256, Known> _tokens = new();
    private readonly ConcurrentQueue<UInt256> _oldestFirst = new();

    public int Count => _tokens.Count;

    /// <param name="header">The value of Authorization.</param>
    /// <param name="keys">The current keys. A token that was validated with other keys is not found.</param>
    public TokenSession? Find(string header, IReadOnlyCollection<SecurityKey> keys, DateTimeOffset now) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && _tokens.TryGetValue(HashOf(header.AsSpan(Scheme.Length).Trim()), out var known)
        && ReferenceEquals(known.Keys, keys) && now.UtcDateTime < known.ExpiresAt
            ? known.Session
            : null;

    /// <param name="keys">The keys that it was validated with.</param>
    /// <param name="expiresAt">In UTC.</param>
    public void Add(string token, IReadOnlyCollection<SecurityKey> keys, TokenSession session, DateTime expiresAt)
    {
        var hash = HashOf(token);
        if (hash == default)
            return;
        if (_tokens.TryAdd(hash, new(keys, session, expiresAt)))
            _oldestFirst.Enqueue(hash);
        else
            _tokens[hash] = new(keys, session, expiresAt);
        while (_tokens.Count > Limit && _oldestFirst.TryDequeue(out var oldest))
            _tokens.TryRemove(oldest, out _);
    }

    /// <summary>All zeros for text that is too long to be a token.</summary>
    private static UInt256 HashOf(ReadOnlySpan<char> token)
    {
        Span<byte> text = stackalloc byte[AccessToken.MaxLength];
        Span<UInt256> hash = stackalloc UInt256[1];
        if (Encoding.UTF8.TryGetBytes(token, text, out var length))
            SHA256.HashData(text[..length], MemoryMarshal.AsBytes(hash));
        return hash[0];
    }

    private readonly record struct UInt256(ulong A, ulong B, ulong C, ulong D);

    private sealed record Known(IReadOnlyCollection<SecurityKey> Keys, TokenSession Session, DateTime ExpiresAt);
}
