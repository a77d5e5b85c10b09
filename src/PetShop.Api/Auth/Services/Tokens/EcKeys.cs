using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// P-256 keys, the only kind that the shop uses for signing, identified by the thumbprint of their public half (RFC
/// 7638).
/// </summary>
internal static class EcKeys
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <exception cref="CryptographicException">The data is not a private key.</exception>
    public static ECDsaSecurityKey Open(byte[] pkcs8, string id)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return Named(key, id);
    }

    public const string UnusableMessage =
        "Tokens:SigningKey is not a P-256 private key in PEM. Create one with: "
        + "openssl ecparam -name prime256v1 -genkey -noout";

    /// <summary>Whether the configured key, if there is one, can sign. Checked at startup.</summary>
    public static bool IsUsable(TokenOptions options)
    {
        try
        {
            if (options.SigningKey is { Length: > 0 } pem)
                FromPem(pem).ECDsa.Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">The text is not a P-256 private key.</exception>
    public static ECDsaSecurityKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(includePrivateParameters: true) is { D: not null, Curve.Oid.Value: P256 })
                return Named(key, ThumbprintOf(key));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw Unusable(e);
        }
        throw Unusable(null);
    }

    /// <summary>
    /// With its own verifiers: the library's default factory caches them for the whole process by the key's name, and
    /// would continue to use a key of the same name that another shop in the process has disposed of.
    /// </summary>
    private static ECDsaSecurityKey Named(ECDsa key, string id) =>
        new(key) { KeyId = id, CryptoProviderFactory = new() };

    private static InvalidOperationException Unusable(Exception? inner) => new(UnusableMessage, inner);

    public static string ThumbprintOf(ECDsa key) =>
        Base64UrlEncoder.Encode(
            JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key)).ComputeJwkThumbprint());
}
