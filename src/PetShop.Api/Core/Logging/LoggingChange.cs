using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// What an admin changed, as a difference from the configuration: what was never touched goes on following it.
/// This is what is stored, and what all nodes read.
/// </summary>
internal sealed record LoggingChange(
    LoggingLevel? Default = null, SortedDictionary<string, LoggingLevel?>? Overrides = null, bool? StackTraces = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>This change followed by a later one. A null stays, so that it also removes what the configuration sets.</summary>
    public LoggingChange Then(LoggingChange later)
    {
        var overrides = new SortedDictionary<string, LoggingLevel?>(Overrides ?? [], StringComparer.Ordinal);
        foreach (var (source, level) in later.Overrides ?? [])
            overrides[source] = level;
        return new LoggingChange(later.Default ?? Default, overrides, later.StackTraces ?? StackTraces);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static LoggingChange FromJson(string json) => JsonSerializer.Deserialize<LoggingChange>(json, Json) ?? new LoggingChange();
}
