using System.Globalization;
using System.Text.Json;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// A message between nodes. Redis numbers the removals, so that a lost one is noticed with the next message of
/// any kind.
/// </summary>
/// <param name="Number">The number of this removal or, for a heartbeat, of the last one.</param>
/// <param name="Kind">The kind of removal, or a heartbeat.</param>
/// <param name="Origin">The node that sent it.</param>
/// <param name="Body">Tags as a JSON array, a pattern, or, for a heartbeat, its time and the node's figures.</param>
internal sealed record RemovalMessage(long Number, RemovalKind Kind, string Origin, string Body)
{
    private const char Separator = '\n';

    /// <summary>Everything except the number, which Redis prepends.</summary>
    public static string Compose(RemovalKind kind, string origin, string body) =>
        $"{(char)kind}{Separator}{origin}{Separator}{body}";

    public static string BodyOf(IReadOnlyCollection<string> tags) =>
        JsonSerializer.Serialize([.. tags], CacheJson.Default.StringArray);

    /// <summary>Null for a body that cannot be read.</summary>
    public static string[]? TagsIn(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, CacheJson.Default.StringArray);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null for text that no node sends.</summary>
    public static RemovalMessage? Parse(string? text) =>
        text?.Split(Separator, 4) is [var number, [var kind], var origin, var body]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
        && Enum.IsDefined((RemovalKind)kind)
            ? new(parsed, (RemovalKind)kind, origin, body)
            : null;
}

internal enum RemovalKind
{
    Tags = 't',
    Pattern = 'p',
    All = 'a',
    Heartbeat = 'h',
}
