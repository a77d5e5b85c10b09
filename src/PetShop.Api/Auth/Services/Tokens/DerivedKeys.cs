using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>Derives keys from the private signing keys with HKDF (RFC 5869).</summary>
internal sealed class DerivedKeys(SigningKeys signing) : IDerivedKeys
{
    private const int Length = 32;

    /// <summary>
    /// Deriving costs more than using a key. The list of signing keys is the same object until it changes.
    /// </summary>
    private volatile Derived? _derived;

    public async ValueTask<IReadOnlyList<byte[]>> ForAsync(string purpose, CancellationToken ct)
    {
        var keys = await signing.ListAsync(ct);
        if (_derived is not { } known || !ReferenceEquals(known.From, keys))
            _derived = known = new(keys, (await signing.CurrentAsync(ct)).Key);
        return known.For(purpose);
    }

    private sealed class Derived(IReadOnlyCollection<SecurityKey> keys, SecurityKey current)
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, IReadOnlyList<byte[]>> _byPurpose =
            new(StringComparer.Ordinal);

        public IReadOnlyCollection<SecurityKey> From => keys;

        public IReadOnlyList<byte[]> For(string purpose) => _byPurpose.GetOrAdd(purpose, static (name, all) =>
            [.. all.Select(key => Derive(key, name))], keys.OrderByDescending(key => ReferenceEquals(key, current)));

        private static byte[] Derive(SecurityKey key, string purpose)
        {
            var secret = ((ECDsaSecurityKey)key).ECDsa.ExportParameters(includePrivateParameters: true).D!;
            try
            {
                return HKDF.DeriveKey(
                    HashAlgorithmName.SHA256, secret, Length, info: Encoding.UTF8.GetBytes($"petshop {purpose}"));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
    }
}
