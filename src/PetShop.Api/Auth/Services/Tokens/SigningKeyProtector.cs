using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Entities.Tokens;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// Encrypts and decrypts the signing keys in the database with ASP.NET Core Data Protection. Its key ring is in the
/// database too: call this outside any transaction.
/// </summary>
internal sealed partial class SigningKeyProtector(
    IDataProtectionProvider protection, ILogger<SigningKeyProtector> logger) : IDisposable
{
    /// <summary>
    /// An unencrypted PKCS #8 key begins with this byte of DER; the output of Data Protection does not.
    /// </summary>
    private const byte DerSequence = 0x30;

    private readonly IPersistedDataProtector _protector =
        (IPersistedDataProtector)protection.CreateProtector("SigningKeys");
    private readonly Dictionary<string, ECDsaSecurityKey> _opened = [];
    private readonly HashSet<string> _unusable = [];

    public SigningKey Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            Id = EcKeys.ThumbprintOf(key),
            PrivateKey = _protector.Protect(key.ExportPkcs8PrivateKey()),
            CreatedAt = now,
        };
    }

    /// <summary>
    /// The keys that can be decrypted, in their order. A key that is already known stays the same object, because
    /// verifiers are cached by it.
    /// </summary>
    public List<OpenedKey> Open(IEnumerable<SigningKey> stored) => [.. stored.Select(TryOpen).OfType<OpenedKey>()];

    private OpenedKey? TryOpen(SigningKey stored)
    {
        _opened.TryGetValue(stored.Id, out var known);
        try
        {
            var (pkcs8, isOutdated, wasExposed) = Unprotect(stored.PrivateKey);
            var key = known ?? (_opened[stored.Id] = EcKeys.Open(pkcs8, stored.Id));
            return new(stored, key, isOutdated ? _protector.Protect(pkcs8) : null, wasExposed);
        }
        catch (CryptographicException e)
        {
            if (_unusable.Add(stored.Id))
                LogUnusable(stored.Id, e);
            return known is null ? null : new(stored, known, null, WasExposed: false);
        }
    }

    /// <summary>
    /// A revoked key of the ring can still decrypt what it protected, which is about to be encrypted again.
    /// </summary>
    private (byte[] Pkcs8, bool IsOutdated, bool WasExposed) Unprotect(byte[] stored)
    {
        if (stored[0] == DerSequence)
            return (stored, true, true);
        var pkcs8 = _protector.DangerousUnprotect(
            stored, ignoreRevocationErrors: true, out var isOutdated, out var wasRevoked);
        return (pkcs8, isOutdated || wasRevoked, wasRevoked);
    }

    public void Dispose()
    {
        foreach (var key in _opened.Values)
            key.ECDsa.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The signing key {KeyId} cannot be decrypted, and the access tokens that it signed "
        + "are rejected: the certificate or the key ring is not the one that encrypted it")]
    private partial void LogUnusable(string keyId, Exception exception);
}

/// <param name="Stored">Its row.</param>
/// <param name="Key">The key for signing and verifying.</param>
/// <param name="Renewed">The private key in the form in which it should be stored; null if it already is.</param>
/// <param name="WasExposed">It was stored unencrypted, or under a revoked key of the ring: an old copy of the database
/// may contain it.</param>
internal sealed record OpenedKey(SigningKey Stored, ECDsaSecurityKey Key, byte[]? Renewed, bool WasExposed)
{
    public bool CanSign => Stored.ExpiresAt is null;
}
