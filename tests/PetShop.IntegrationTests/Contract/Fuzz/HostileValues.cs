using System.Text.Json.Nodes;

namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>Unexpected values that programs, people and attackers send.</summary>
internal static class HostileValues
{
    private static readonly string[] Texts =
    [
        "", " ", "\t", "\n", "\0", "a\0b", "\u200B", "\u202Ebackwards", "\uFEFF", "e\u0301", "É Marke", "ﬁsh", "İyi",
        "ß", "😀", "\U0001F9D1\u200D\U0001F33E", "'; DROP TABLE products; --", "\" or 1=1", "%00", "%", "%%", "\\",
        "../../etc/passwd", "<script>alert(1)</script>", "null", "true", "NaN", "Infinity", "0", "-1", "1", "0x10",
        "1e3", "1,5", "+1", "9223372036854775808", "-9223372036854775809", "1.0000000000000000000000000001",
        "2026-11-26", "2026-02-30", "2026-11-26T24:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00",
        "admin", "user", "pending", "PENDING", "price", "-price", "W/\"v1\"", "\"v1\"", "*", "or", "-", "\"",
        "\"unclosed", "a or or b", ":*", "&|!", "name@example.com", "bar@example.com ", "+442079460123", new('a', 255),
        new('é', 300), new('x', 5000),
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "50", "51", "100", "101", "2147483647", "2147483648", "9007199254740993",
        "9223372036854775807", "9223372036854775808", "1e3", "1E400", "1e-29", "0.1", "0.005",
        "9.99999999999999999999999999999", "79228162514264337593543950336", "1.0", "-5.5",
    ];

    private static readonly string[] Others =
        ["null", "true", "false", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "[1,2,3]", "\"\""];

    public static string Text(Random random) => Texts[random.Next(Texts.Length)];

    /// <summary>Any JSON, as a tree.</summary>
    public static JsonNode? Json(Random random) => random.Next(3) switch
    {
        0 => JsonValue.Create(Text(random)),
        1 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        _ => JsonNode.Parse(Others[random.Next(Others.Length)]),
    };

    /// <summary>A path segment. U+0000 is left out: the server itself rejects it, without a body.</summary>
    public static string PathPart(Random random) => Word(random).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>A word for a query.</summary>
    public static string Word(Random random) =>
        random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : Text(random);
}
