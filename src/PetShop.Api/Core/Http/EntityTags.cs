using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PetShop.Api.Core.Patching;

namespace PetShop.Api.Core.Http;

/// <summary>Entity tags (RFC 9110): hashes of the bytes for public responses, version numbers for admins.</summary>
public static class EntityTags
{
    /// <summary>
    /// Whether an If-None-Match contains <paramref name="tag"/> or <c>*</c>, by weak comparison (RFC 9110, 13.1.2).
    /// </summary>
    public static bool Match(StringValues header, string tag)
    {
        if (header.Count == 0)
            return false;
        if (header.Count == 1 && header[0] == tag)
            return true;
        return EntityTagHeaderValue.TryParseStrictList(header, out var tags)
            && (tags is [{ Tag.Value: "*" }] || tags.Any(t => t.Tag.Equals(tag, StringComparison.Ordinal)));
    }

    /// <summary>A version number as an entity tag.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <summary>
    /// The versions in an If-Match; one of them must match. They are compared weakly: a proxy that compresses responses
    /// makes their tags weak, and a version number means the same either way. A tag that the shop never issues matches
    /// nothing.
    /// </summary>
    public static ExpectedVersion ParseIfMatch(StringValues header)
    {
        if (header.Count == 0)
            return default;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            return new([]);
        return tags is [{ Tag.Value: "*" }] ? default : new([.. tags.Select(VersionOf).OfType<long>()]);
    }

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        tag.Tag.StartsWith("\"v", StringComparison.Ordinal)
        && long.TryParse(
            tag.Tag.AsSpan(2, tag.Tag.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        && tag.Tag == Of(version) ? version : null;
}
