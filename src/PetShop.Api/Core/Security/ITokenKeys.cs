using Microsoft.IdentityModel.Tokens;

namespace PetShop.Api.Core.Security;

/// <summary>The keys that access tokens are signed with, the same on all nodes. Implemented by the domain that issues tokens.</summary>
public interface ITokenKeys
{
    /// <summary>All keys that a token may still be signed with. While they stay the same, it is the same object.</summary>
    ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct);

    /// <summary>A token came that no known key fits: read them again, unless that was done a moment ago.</summary>
    void Refresh();
}
