using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace PetShop.Api.Core.Security;

/// <summary>The session and the account in a token.</summary>
public readonly record struct TokenSession(Guid SessionId, long UserId);

/// <summary>The form of the shop's access tokens.</summary>
internal static class AccessToken
{
    public const string Type = "at+jwt";

    /// <summary>Longer tokens are not parsed.</summary>
    public const int MaxLength = 2048;

    private const int SignatureLength = 86;

    /// <summary>
    /// Reads a validated token. Only the shop has the key, so header and claims are as the shop wrote them.
    /// </summary>
    /// <returns>Null if the signature is encoded in a non-canonical way, or the token is from before a change of the
    /// claims.</returns>
    public static TokenSession? Read(JsonWebToken token) =>
        HasCanonicalSignature(token.EncodedSignature)
        && token.TryGetPayloadValue<string>(JwtRegisteredClaimNames.Sid,
            out var sid) && Guid.TryParseExact(sid, "D", out var session)
        && long.TryParse(token.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            ? new(session, user)
            : null;

    /// <summary>64 bytes in base64url: the last character has four unused bits, which must be zero.</summary>
    private static bool HasCanonicalSignature(string signature) =>
        signature.Length == SignatureLength && signature[^1] is 'A' or 'Q' or 'g' or 'w';
}
