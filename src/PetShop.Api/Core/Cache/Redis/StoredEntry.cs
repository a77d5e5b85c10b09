using System.Buffers.Binary;
using System.Text.Json;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// An entry as stored in Redis: the versions of what it depends on, then the body. It is served only while these are
/// the current versions, so removing a tag is a single write, no matter how many entries have it.
/// </summary>
internal static class StoredEntry
{
    private const int Prefix = sizeof(int);

    public static byte[] Encode(IReadOnlyList<string> tags, EntryVersions versions, ReadOnlySpan<byte> body)
    {
        var header = Header(tags, versions);
        var stored = new byte[Prefix + header.Length + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(stored, header.Length);
        header.CopyTo(stored, Prefix);
        body.CopyTo(stored.AsSpan(Prefix + header.Length));
        return stored;
    }

    /// <summary>The body, or null if something that it depends on has a different version now.</summary>
    public static byte[]? Decode(byte[] stored, IReadOnlyList<string> tags, EntryVersions versions) =>
        TrySplit(stored, out var header, out var body) && header.SequenceEqual(Header(tags, versions))
            ? body.ToArray()
            : null;

    /// <summary>The tags it was stored under; null if the data is not an entry.</summary>
    public static string[]? TagsOf(byte[] stored) => TrySplit(stored, out var header, out _)
        ? TagsIn(header)
        : null;

    private static byte[] Header(IReadOnlyList<string> tags, EntryVersions versions)
    {
        var parts = new string[1 + 2 * tags.Count];
        parts[0] = versions.All;
        for (var i = 0; i < tags.Count; i++)
            (parts[1 + 2 * i], parts[2 + 2 * i]) = (tags[i], versions.Tags[i]);
        return JsonSerializer.SerializeToUtf8Bytes(parts, CacheJson.Default.StringArray);
    }

    private static string[]? TagsIn(ReadOnlySpan<byte> header)
    {
        try
        {
            var parts = JsonSerializer.Deserialize(header, CacheJson.Default.StringArray);
            return parts is { Length: > 0 } ? [.. parts.Where((_, i) => i % 2 == 1)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TrySplit(ReadOnlySpan<byte> stored, out ReadOnlySpan<byte> header, out ReadOnlySpan<byte> body)
    {
        header = body = default;
        if (stored.Length < Prefix)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(stored);
        if (length < 0 || length > stored.Length - Prefix)
            return false;
        header = stored.Slice(Prefix, length);
        body = stored[(Prefix + length)..];
        return true;
    }
}

/// <summary>
/// The versions in Redis when a read began. The version of patterns only decides whether the result may be stored. A
/// tag without a version has the one that <see cref="NameOf"/> derives from the number of removals; it is written only
/// when an entry that depends on it is stored.
/// </summary>
internal sealed record EntryVersions(string All, string Patterns, string[] Tags)
{
    /// <summary>The number of removals so far.</summary>
    public string Number { get; init; } = "0";

    /// <summary>The assumed version of tags that have none.</summary>
    public string Unwritten => NameOf(Number);

    /// <summary>
    /// These versions without that of the last earlier tag; null if one of the earlier versions has changed.
    /// </summary>
    /// <param name="before">The earlier versions, which are those of the first of these tags.</param>
    public EntryVersions? Extend(EntryVersions before)
    {
        var count = before.Tags.Length;
        return All == before.All && Patterns == before.Patterns && Tags.Take(count).SequenceEqual(before.Tags)
            ? this with { Tags = [.. Tags[..(count - 1)], .. Tags[count..]] }
            : null;
    }

    public static string NameOf(string number) => "n" + number;
}
