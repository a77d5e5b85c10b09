using System.Security.Cryptography;
using System.Text;

namespace PetShop.Api.Core.Security;

/// <summary>
/// Secret keys for what else the shop signs, derived from the keys that sign access tokens and as long-lived as they
/// are. Implemented by the domain that issues tokens.
/// </summary>
public interface IDerivedKeys
{
    /// <summary>
    /// The keys for a purpose, of 32 bytes each: first the one to sign with, then those that are still accepted. Call
    /// it before a transaction is open, because the keys may have to be read on their own connection.
    /// </summary>
    /// <param name="purpose">Two purposes never have a key in common.</param>
    ValueTask<IReadOnlyList<byte[]>> ForAsync(string purpose, CancellationToken ct);

    /// <summary>A number that stands for a secret or personal text and cannot be turned back into it.</summary>
    async ValueTask<byte[]> HashAsync(string purpose, string text, CancellationToken ct) =>
        HMACSHA256.HashData((await ForAsync(purpose, ct))[0], Encoding.UTF8.GetBytes(text));
}
