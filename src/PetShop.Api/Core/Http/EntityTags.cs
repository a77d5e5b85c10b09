using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>Entity tags of RFC 9110: of bytes for the public, of edit counters for admins.</summary>
public static class EntityTags
{
    /// <summary>Whether an If-None-Match names <paramref name="tag"/> or <c>*</c>; weakly compared (RFC 9110, 13.1.2).</summary>
    public static bool Match(StringValues header, string tag)
    {
        if (header.Count == 0)
            return false;
        if (header.Count == 1 && header[0] == tag)
            return true;
        return EntityTagHeaderValue.TryParseList(header, out var tags)
            && tags.Any(t => t.Tag == "*" || t.Tag.Equals(tag, StringComparison.Ordinal));
    }

    /// <summary>An edit counter as an entity tag.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    /// <summary>The edit counter that an If-Match asks for; null when there is none or it is <c>*</c>.</summary>
    /// <exception cref="ShopException">412: it can't be a tag of this resource, so nothing can match it.</exception>
    public static long? ParseIfMatch(StringValues header)
    {
        if (header.Count == 0 || header == "*")
            return null;
        var tag = header.ToString();
        return tag.StartsWith("\"v", StringComparison.Ordinal) && tag.EndsWith('"')
            && long.TryParse(tag.AsSpan(2, tag.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ShopException.Stale();
    }
}
