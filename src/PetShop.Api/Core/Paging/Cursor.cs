using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Json;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Paging;

/// <summary>
/// A position in a sorted list, as an opaque string. It belongs to one list and sort, and is checked when it comes
/// back: a damaged cursor, or one of another sort, is rejected and not used as a different position. It contains
/// nothing secret and grants no access: its values only become parameters of the caller's own query.
/// </summary>
public static class Cursor
{
    private const int ChecksumBytes = 8;

    /// <summary>
    /// Parsed like a request: a forged position with a valid checksum only leads to another position in the list.
    /// </summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new UtcTimeConverter(), new TextConverter(TextShape.Verbatim), new ExactDecimalConverter() },
    };

    /// <param name="list">The list and sort that it belongs to, such as <c>products:-price</c>.</param>
    /// <param name="position">The values of the sort key in the last row of the page.</param>
    public static string Encode<T>(string list, T position)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(position, Json);
        Span<byte> bytes = new byte[ChecksumBytes + json.Length];
        Checksum(list, json, bytes);
        json.CopyTo(bytes[ChecksumBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position; the default value if no cursor was sent.</summary>
    /// <exception cref="ShopException">400: not a cursor of this list and sort.</exception>
    public static T? Decode<T>(string list, string? cursor)
    {
        if (cursor is null)
            return default;
        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            if (bytes.Length <= ChecksumBytes)
                throw InvalidCursor();
            Span<byte> expected = stackalloc byte[ChecksumBytes];
            Checksum(list, bytes.AsSpan(ChecksumBytes), expected);
            return expected.SequenceEqual(bytes.AsSpan(0, ChecksumBytes))
                ? JsonSerializer.Deserialize<T>(bytes.AsSpan(ChecksumBytes), Json)
                : throw InvalidCursor();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw InvalidCursor();
        }
    }

    private static void Checksum(string list, ReadOnlySpan<byte> json, Span<byte> target)
    {
        var hash = new XxHash64();
        hash.Append(Encoding.UTF8.GetBytes(list));
        hash.Append(json);
        hash.GetCurrentHash(target);
    }

    private static ShopException InvalidCursor() => ShopException.Invalid("cursor",
        "This is not a cursor of this list and sort. Start again without it, or send next_cursor as it was given, "
        + "with the same filters and sort.");
}
