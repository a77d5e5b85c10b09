using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>
/// The keys that sign access tokens, the same on all nodes. Implemented by the domain that issues tokens.
/// </summary>
public interface ITokenKeys
{
    /// <summary>
    /// All keys that a valid token may be signed with. While they do not change, it is the same object.
    /// </summary>
    ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct);

    /// <summary>
    /// Call it for a token that no known key fits: the keys are read again, unless that was done a moment ago.
    /// </summary>
    void Refresh();
}
