using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Core.Cache.Shared;

/// <summary>Settings that affect cached responses, as text: equal if the responses are equal.</summary>
internal sealed record CacheFormatSettings(string Text);

/// <summary>
/// Identifies how this node produces responses: its build and the settings that affect them. Entries of another build
/// or setting are never read, so a changed setting takes effect at once.
/// </summary>
internal sealed class CacheFormatVersion(IEnumerable<CacheFormatSettings> shapes)
{
    /// <summary>The length of every name.</summary>
    public const int Length = 12;

    public string Name { get; } = NameOf(shapes);

    private static string NameOf(IEnumerable<CacheFormatSettings> shapes)
    {
        var parts = shapes.Select(shape => shape.Text).Order(StringComparer.Ordinal)
            .Prepend(typeof(CacheFormatVersion).Module.ModuleVersionId.ToString());
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash)[..Length];
    }
}
