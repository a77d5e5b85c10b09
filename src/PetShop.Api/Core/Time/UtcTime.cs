using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Core.Time;

/// <summary>
/// Times in JSON and queries: ISO 8601. An offset is converted to UTC, as PostgreSQL requires; without an offset it is
/// UTC, never the server's time zone.
/// </summary>
internal static class UtcTime
{
    public const string Hint = "Give a time such as 2026-01-31T12:00:00Z.";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private const DateTimeStyles InUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        var isTime = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, InUtc, out time);
        time = time.AsStored();
        return isTime;
    }
}

internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UtcTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
