using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Core.Cache.Shared;

/// <summary>Settings that cached answers are made with, as text: equal for settings that make equal answers.</summary>
internal sealed record CacheShape(string Text);

/// <summary>
/// Names how this node makes answers: its build and the settings that shape them. Entries of another name are never
/// read, so a changed setting shows at once.
/// </summary>
internal sealed class CacheBuild(IEnumerable<CacheShape> shapes)
{
    /// <summary>Characters of every name.</summary>
    public const int Length = 12;

    public string Name { get; } = NameOf(shapes);

    private static string NameOf(IEnumerable<CacheShape> shapes)
    {
        var parts = shapes.Select(shape => shape.Text).Order(StringComparer.Ordinal)
            .Prepend(typeof(CacheBuild).Module.ModuleVersionId.ToString());
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash)[..Length];
    }
}
