using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>
/// What an access token of ours looks like to the letter. The library checks the signature and the registered claims, but reads
/// generously: it passes over <c>crit</c>, takes numbers in quotes and the last of duplicate claims. A token that we did not write so is refused.
/// </summary>
internal static class AccessToken
{
    public const string Type = "at+jwt";

    /// <summary>Longer ones are not looked at.</summary>
    public const int MaxLength = 2048;

    private const int SignatureLength = 86;
    private const int ClockDifferenceSeconds = 5;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The session and account a checked token names; null when it is not of the shop's own shape.</summary>
    public static (Guid SessionId, long UserId)? Read(JsonWebToken token, DateTimeOffset now)
    {
        try
        {
            return HasCanonicalSignature(token.EncodedSignature) && HasOurHeader(token.EncodedHeader) ? ReadClaims(token.EncodedPayload, now) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>64 bytes in base64url: the last character has four bits that say nothing, and they are zero.</summary>
    private static bool HasCanonicalSignature(string signature) => signature.Length == SignatureLength && signature[^1] is 'A' or 'Q' or 'g' or 'w';

    private static bool HasOurHeader(string encoded)
    {
        using var header = Parse(encoded);
        return header.RootElement.EnumerateObject().All(member => member.Name is "alg" or "kid" || (member.Name == "typ" && member.Value.GetString() == Type));
    }

    private static (Guid SessionId, long UserId)? ReadClaims(string encoded, DateTimeOffset now)
    {
        using var claims = Parse(encoded);
        var root = claims.RootElement;
        var issuedAt = root.GetProperty("iat"u8).GetInt64();
        var expires = root.GetProperty("exp"u8).GetInt64();
        var (sid, sub) = (root.GetProperty("sid"u8).GetString(), root.GetProperty("sub"u8).GetString());
        return issuedAt <= now.ToUnixTimeSeconds() + ClockDifferenceSeconds && issuedAt < expires
            && Guid.TryParseExact(sid, "D", out var session) && session.ToString() == sid
            && long.TryParse(sub, NumberStyles.None, CultureInfo.InvariantCulture, out var user) && user.ToString(CultureInfo.InvariantCulture) == sub
            ? (session, user)
            : null;
    }

    private static JsonDocument Parse(string encoded) => JsonDocument.Parse(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(encoded)), Strict);
}
