using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Http;

/// <summary>Translates the JSON reader's errors into messages for clients.</summary>
internal static partial class JsonErrors
{
    private const string HalfCharacter =
        @"This text has half of a surrogate pair. Escape such a character whole (\ud83d\udc36), or send it as it is.";

    /// <summary>
    /// The field's path as clients write it, and what to do; the path is null if the text is not JSON at all.
    /// </summary>
    public static (string? Path, string Message) Describe(JsonException exception)
    {
        if (exception is NestedJsonException nested)
        {
            var (inside, fault) = Describe(nested.Inner);
            return (inside is null ? null : $"{Strip(exception.Path ?? "")}{Join(inside)}", fault);
        }
        var message = exception.Message;
        var path = Strip(exception.Path ?? "");
        if (IsNotUtf8(exception, path))
            return (null, "The body is not UTF-8. Encode it in UTF-8 and send it again.");
        if (exception.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true)
            return (path, HalfCharacter);
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return (path,
                "Unknown field. Remove it, or check its spelling (names are in snake_case and case-sensitive).");
        if (Duplicate().Match(message) is { Success: true } twice)
            return (path.Length > 0 ? path : twice.Groups[1].Value, "This field is given twice. Send it once.");
        if (exception is TextException)
            return (path, message);
        if (Target().Match(message) is { Success: true } target)
            return (path, Expected(target.Groups[1].Value));
        return (null, $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: "
            + "this is not valid JSON. Correct it and send it again.");
    }

    /// <summary>A path inside a value, to be added to the path of the value.</summary>
    private static string Join(string inside) => inside is "" or ['[', ..] ? inside : $".{inside}";

    /// <summary>
    /// Converts the reader's path (<c>$.items[1].quantity</c>) into the client's (<c>items[1].quantity</c>).
    /// </summary>
    public static string Strip(string path) =>
        path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.StartsWith('$') ? path[1..] : path;

    /// <summary>Names are read with a replacement for bytes that are not UTF-8; values are not read then.</summary>
    private static bool IsNotUtf8(JsonException exception, string path) =>
        exception.InnerException?.InnerException is DecoderFallbackException
        || path.Contains('\uFFFD', StringComparison.Ordinal);

    private static string Expected(string type)
    {
        if (type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Int64", StringComparison.Ordinal))
            return "Give a whole number, without quotes.";
        if (type.Contains("Decimal", StringComparison.Ordinal))
            return "Give a number, without quotes and with at most 28 digits.";
        if (type.Contains("Boolean", StringComparison.Ordinal))
            return "Give true or false, without quotes.";
        if (type.Contains("DateTimeOffset", StringComparison.Ordinal))
            return UtcTime.Hint;
        if (type.Contains(nameof(DayOrTime), StringComparison.Ordinal))
            return DayOrTime.Hint;
        if (type.Contains("List", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal))
            return "Give a list: [ … ].";
        if (type.Contains("System.String", StringComparison.Ordinal))
            return "Give a text, in quotes.";
        return EnumNames(type) is { } names ? $"Give one of: {names}." : "Give an object: { … }.";
    }

    private static string? EnumNames(string type)
    {
        var name = type.StartsWith("System.Nullable", StringComparison.Ordinal)
            ? type[(type.IndexOf('[') + 1)..].TrimEnd(']')
            : type;
        return typeof(JsonErrors).Assembly.GetType(name.Split(',')[0]) is { IsEnum: true } found
            ? string.Join(", ", Enum.GetNames(found).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))
            : null;
    }

    [GeneratedRegex("could not be converted to (.+?)\\.(?: Path:|$)")]
    private static partial Regex Target();

    [GeneratedRegex("Duplicate property '([^']*)'")]
    private static partial Regex Duplicate();
}
