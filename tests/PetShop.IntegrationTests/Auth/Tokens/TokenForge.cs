using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace PetShop.IntegrationTests.Auth.Tokens;

/// <summary>
/// Creates access tokens by hand: with the shop's own key, read as its nodes do, or with another key.
/// </summary>
internal sealed class TokenForge(string kid, ECDsa key, string validToken)
{
    private static readonly ECDsa StrangersKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Kid { get; } = kid;

    /// <summary>A token that the shop issued.</summary>
    public string Valid { get; } = validToken;

    public string[] Parts => Valid.Split('.');

    /// <summary>The public key, as an attacker could know it.</summary>
    public ECDsa Key { get; } = key;

    public static async Task<TokenForge> OpenAsync(ShopFixture shop, string validToken)
    {
        var kid = await shop.Database.ReadAsync<string>("SELECT kid FROM signing_keys");
        var key = ECDsa.Create();
        var protector = shop.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("SigningKeys");
        key.ImportPkcs8PrivateKey(
            protector.Unprotect(await shop.Database.ReadAsync<byte[]>("SELECT private_key FROM signing_keys")), out _);
        return new(kid, key, validToken);
    }

    public JsonObject Header() => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(Parts[0]))!;

    public JsonObject Claims() => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(Parts[1]))!;

    /// <summary>Signed by the shop, with these claims changed; a null removes one.</summary>
    public string WithClaims(params (string Name, JsonNode? Value)[] changes) =>
        Sign(Header().ToJsonString(), Change(Claims(), changes).ToJsonString());

    /// <summary>Signed by the shop, with these members of the header changed; a null removes one.</summary>
    public string WithHeader(params (string Name, JsonNode? Value)[] changes) =>
        Sign(Change(Header(), changes).ToJsonString(), Claims().ToJsonString());

    /// <summary>Any text as header and claims, signed by the shop.</summary>
    public string Sign(string header, string claims) => Sign(header, claims, Key);

    /// <summary>Signed with another key.</summary>
    public string SignAsStranger(params (string Name, JsonNode? Value)[] header) =>
        Sign(Change(Header(), header).ToJsonString(), Claims().ToJsonString(), StrangersKey);

    /// <summary>A custom header with the valid claims and an HMAC.</summary>
    public string SignWithSecret(byte[] secret, params (string Name, JsonNode? Value)[] header)
    {
        var text = $"{Encode(Change(Header(), header).ToJsonString())}.{Parts[1]}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>A custom header with the valid claims and a custom signature.</summary>
    public string Assemble(string header, string signature) => $"{Encode(header)}.{Parts[1]}.{signature}";

    /// <summary>The valid signature under other claims.</summary>
    public string KeepSignature(params (string Name, JsonNode? Value)[] changes) =>
        $"{Parts[0]}.{Encode(Change(Claims(), changes).ToJsonString())}.{Parts[2]}";

    public static JsonNode StrangersJwk()
    {
        var point = StrangersKey.ExportParameters(false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Sign(string header, string claims, ECDsa key)
    {
        var text = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static JsonObject Change(JsonObject json, (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
                json.Remove(name);
            else
                json[name] = value;
        }
        return json;
    }
}
