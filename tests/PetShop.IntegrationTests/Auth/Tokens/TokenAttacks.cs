using System.Text;
using System.Text.Json.Nodes;

namespace PetShop.IntegrationTests.Auth.Tokens;

/// <summary>
/// Ways to forge a token (RFC 8725 and known attacks), each with its variants. A token that the shop's own key signed
/// with the correct header is valid, so variants of that are not attacks.
/// </summary>
internal static class TokenAttacks
{
    /// <summary>Long ago and far ahead, in any year this is run.</summary>
    private const long Past = 1_000_000_000;
    private const long Future = 4_000_000_000;
    private static readonly string[] OtherNames =
        ["RS256", "PS256", "ES384", "ES512", "HS256", "HS512", "XX", "es256", ""];
    private static readonly string[] StrangeNumbers =
        ["\"tomorrow\"", "-1", "1e308", "9223372036854775808", "null", "true"];
    private static readonly string[] SampleSecrets = ["", "secret", "changeme", "your-256-bit-secret"];

    public static readonly IReadOnlyDictionary<string, Func<TokenForge, IEnumerable<string>>> All =
        new Dictionary<string, Func<TokenForge, IEnumerable<string>>>
        {
            ["no signature"] = f => [f.Assemble("""{"alg":"none","typ":"at+jwt"}""", "")],
            ["none in other case"] = f => new[] { "None", "NONE", "nOnE" }
                .SelectMany(none => new[] { "", f.Parts[2] }
                    .Select(signature =>
                        f.Assemble($$"""{"alg":"{{none}}","typ":"at+jwt","kid":"{{f.Kid}}"}""", signature))),
            ["signature cut off"] = f => [$"{f.Parts[0]}.{f.Parts[1]}.", $"{f.Parts[0]}.{f.Parts[1]}"],
            ["claims changed under the old signature"] = f =>
                [f.KeepSignature(("sub", "1")), f.KeepSignature(("role", "admin")), f.KeepSignature(("exp", Future))],
            ["a bit of the signature flipped"] = f =>
                [f.Valid[..^10] + Flip(f.Valid[^10]) + f.Valid[^9..], f.Valid[..^1] + NonCanonical(f.Valid[^1])],
            ["the public key as a secret"] = f =>
                PublicKeyForms(f).Select(secret => f.SignWithSecret(secret, ("alg", "HS256"))),
            ["another algorithm"] = OtherAlgorithms,
            ["a weak secret"] = f =>
                SampleSecrets.Select(secret => f.SignWithSecret(Encoding.ASCII.GetBytes(secret), ("alg", "HS256"))),
            ["an unknown kid"] = f =>
                [f.SignAsStranger(("kid", "unknown")), f.SignAsStranger(), f.WithHeader(("kid", "unknown")),
                    f.WithHeader(
                        ("kid", "")), f.WithHeader(("kid", null)), f.WithHeader(("kid", new string('k', 10_000)))],
            ["kid as a path"] = f => Kids(f, "../../../../dev/null", "/dev/null", "C:\\Windows\\win.ini"),
            ["kid as SQL or a command"] = f =>
                Kids(f, "' UNION SELECT 'x' --", "'; DROP TABLE users; --", "`id`", "x; id", "a\u0000b", "a\r\nb"),
            ["jku and x5u"] = f => [f.SignAsStranger(("jku", "http://127.0.0.1:1/keys")),
                f.SignAsStranger(("x5u", "http://127.0.0.1:1/cert"))],
            ["jwk in the header"] = f => [f.SignAsStranger(("jwk", TokenForge.StrangersJwk())),
                f.SignAsStranger(("jwk", TokenForge.StrangersJwk()), ("kid", null))],
            ["zip and encryption"] = f => [f.Valid + ".AAAA.AAAA", f.Sign(f.Header().ToJsonString(), $"\"{f.Valid}\"")],
            ["expired"] = f =>
                [f.WithClaims(("exp", Past), ("iat", Past - 900)), f.WithClaims(("exp", (long)f.Claims()["iat"]! - 1),
                    ("iat", (long)f.Claims()["iat"]! - 900)), f.WithClaims(("exp", (long)f.Claims()["iat"]!))],
            ["not yet valid"] = f => [f.WithClaims(("nbf", Future))],
            ["no or a strange exp"] = StrangeExpiries,
            ["another audience"] = f =>
                [f.WithClaims(("aud", null)), f.WithClaims(("aud", "other")), f.WithClaims(
                    ("aud", new JsonArray("a", "b"))), f.WithClaims(("aud", "petshop")), f.WithClaims(("aud", ""))],
            ["another issuer"] = f => [f.WithClaims(("iss", null)), f.WithClaims(("iss", "other")),
                f.WithClaims(("iss", "petshop/")), f.WithClaims(("iss", "PetShop"))],
            ["another typ"] = f => [f.WithHeader(("typ", "JWT")), f.WithHeader(("typ", null)),
                f.WithHeader(("typ", "rt+jwt")), f.WithHeader(("typ", "AT+JWT"))],
            ["bent types"] = f => [.. BentValues()
                .SelectMany(value =>
                    new[] { f.WithClaims(("sub", value.DeepClone())), f.WithClaims(("sid", value.DeepClone())) }),
                .. BentValues().Select(value => f.WithClaims(("exp", value.DeepClone()))),
                f.Sign(f.Header().ToJsonString(), "[]"), f.Sign(f.Header().ToJsonString(), "null")],
            ["broken shape"] = f => ["a", "a.b", "a.b.c.d", "..", "...", "null", f.Valid + "=",
                f.Valid.Replace('-', '+').Replace('_', '/') + "==", f.Parts[0] + "=." + f.Parts[1] + "." + f.Parts[2],
                $"{TokenForge.Encode("no json")}.{f.Parts[1]}.{f.Parts[2]}", $"_w.{f.Parts[1]}.{f.Parts[2]}",
                f.Valid + new string('A', 20_000)],
            ["a signature of zeros"] = f =>
                [$"{f.Parts[0]}.{f.Parts[1]}.{new string('A', 86)}", $"{f.Parts[0]}.{f.Parts[1]}."],
            ["another subject for the session"] = f =>
                [f.WithClaims(("sub", "1")), f.WithClaims(("sid", Guid.NewGuid().ToString()))],
        };

    private static IEnumerable<string> OtherAlgorithms(TokenForge f) =>
    [
        .. OtherNames.Select(name => f.WithHeader(("alg", name))),
        f.WithHeader(("alg", null)), f.WithHeader(("alg", 256)), f.WithHeader(("alg", new JsonArray("ES256"))),
    ];

    private static IEnumerable<string> StrangeExpiries(TokenForge f)
    {
        yield return f.WithClaims(("exp", null));
        foreach (var exp in StrangeNumbers)
            yield return f.Sign(f.Header().ToJsonString(),
                f.Claims().ToJsonString().Replace(f.Claims()["exp"]!.ToJsonString(), exp, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> BentValues() =>
        [1, true, new JsonArray("1"), new JsonObject { ["id"] = 1 }, "", "one",
            new JsonArray([.. Enumerable.Repeat(0, 200).Select(i => (JsonNode)i)])];

    private static IEnumerable<string> Kids(TokenForge f, params string[] kids) =>
        kids.SelectMany(
            kid => new[] { f.SignAsStranger(("kid", kid)), f.SignWithSecret([], ("alg", "HS256"), ("kid", kid)) });

    private static IEnumerable<byte[]> PublicKeyForms(TokenForge f)
    {
        var point = f.Key.ExportParameters(false).Q;
        var (x, y) = (Convert.ToBase64String(point.X!), Convert.ToBase64String(point.Y!));
        return
        [
            Encoding.ASCII.GetBytes(f.Key.ExportSubjectPublicKeyInfoPem()), f.Key.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""),
        ];
    }

    private static char Flip(char c) => c == 'A' ? 'B' : 'A';

    /// <summary>The same bits with one more set, that the decoder throws away.</summary>
    private static char NonCanonical(char last) => (char)(last + 1);
}
