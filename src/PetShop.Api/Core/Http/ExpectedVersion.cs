using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Http;

/// <summary>The edit counters one of which a resource must have for it to be changed; the default asks for none.</summary>
/// <param name="versions">Null for no check; empty for what nothing can match.</param>
public readonly struct ExpectedVersion(IReadOnlyCollection<long>? versions)
{
    /// <exception cref="ShopException">412: it was changed since the caller read it.</exception>
    public void Require(long version)
    {
        if (versions is not null && !versions.Contains(version))
            throw ShopException.Stale();
    }
}
