using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Patching;

/// <summary>The versions that a resource may have for a change to be accepted; the default accepts any.</summary>
/// <param name="versions">Null for no check; empty if nothing can match.</param>
public readonly struct ExpectedVersion(IReadOnlyCollection<long>? versions)
{
    /// <exception cref="ShopException">412: the resource was changed since the caller read it.</exception>
    public void Require(long version)
    {
        if (versions is not null && !versions.Contains(version))
            throw ShopException.Stale();
    }
}
