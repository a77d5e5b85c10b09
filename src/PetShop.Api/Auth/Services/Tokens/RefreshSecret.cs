using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>A refresh token as the client holds it: 256 random bits. The database keeps its hash alone.</summary>
internal static class RefreshSecret
{
    private const int Bytes = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
