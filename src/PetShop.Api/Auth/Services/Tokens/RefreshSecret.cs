using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>A one-time token as the client holds it: 256 random bits. The database stores only its hash.</summary>
internal static class RefreshSecret
{
    private const int Bytes = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private static readonly byte[] Purpose = "petshop refresh successor"u8.ToArray();

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>
    /// Encrypts a token with a key derived from the token before it: someone who has the database but not that token
    /// cannot decrypt it.
    /// </summary>
    public static byte[] Seal(string successor, string token)
    {
        var text = Encoding.UTF8.GetBytes(successor);
        var whole = new byte[NonceLength + TagLength + text.Length];
        var nonce = whole.AsSpan(0, NonceLength);
        var tag = whole.AsSpan(NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyFrom(token), TagLength);
        cipher.Encrypt(nonce, text, whole.AsSpan(NonceLength + TagLength), tag);
        return whole;
    }

    /// <exception cref="CryptographicException">It was encrypted with another token.</exception>
    public static string Open(ReadOnlySpan<byte> whole, string token)
    {
        var text = new byte[whole.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(KeyFrom(token), TagLength);
        cipher.Decrypt(
            whole[..NonceLength], whole[(NonceLength + TagLength)..], whole.Slice(NonceLength, TagLength), text);
        return Encoding.UTF8.GetString(text);
    }

    private static byte[] KeyFrom(string token) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), Bytes, info: Purpose);
}
