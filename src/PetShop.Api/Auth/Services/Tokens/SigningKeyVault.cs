using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Entities;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// Encrypts signing keys for the database and opens them, with ASP.NET Core Data Protection. Its key ring lies in the database too: call this
/// outside any transaction.
/// </summary>
internal sealed partial class SigningKeyVault(IDataProtectionProvider protection, ILogger<SigningKeyVault> logger) : IDisposable
{
    /// <summary>A PKCS #8 key in the clear begins with this byte of DER; what Data Protection makes does not.</summary>
    private const byte DerSequence = 0x30;

    private readonly IPersistedDataProtector _protector = (IPersistedDataProtector)protection.CreateProtector("SigningKeys");
    private readonly Dictionary<string, ECDsaSecurityKey> _opened = [];
    private readonly HashSet<string> _unusable = [];

    public SigningKey Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new() { Id = EcKeys.ThumbprintOf(key), PrivateKey = _protector.Protect(key.ExportPkcs8PrivateKey()), CreatedAt = now };
    }

    /// <summary>The keys that can be opened, in their order. One that is known already stays the same object: verifiers are remembered by it.</summary>
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

    /// <summary>A key of the ring that was revoked still opens what it protected: it is about to be replaced.</summary>
    private (byte[] Pkcs8, bool IsOutdated, bool WasExposed) Unprotect(byte[] stored)
    {
        if (stored[0] == DerSequence)
            return (stored, true, true);
        var pkcs8 = _protector.DangerousUnprotect(stored, ignoreRevocationErrors: true, out var isOutdated, out var wasRevoked);
        return (pkcs8, isOutdated || wasRevoked, wasRevoked);
    }

    public void Dispose()
    {
        foreach (var key in _opened.Values)
            key.ECDsa.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The signing key {KeyId} cannot be opened, and the access tokens it signed are refused: the certificate or the key ring that protects it is another one")]
    private partial void LogUnusable(string keyId, Exception exception);
}

/// <param name="Stored">Its row.</param>
/// <param name="Key">What signs and verifies.</param>
/// <param name="Renewed">The private key as it is to be stored from now on; null when it is as it should be.</param>
/// <param name="WasExposed">
/// It was stored in the clear, or under a key of the ring that was revoked: an old copy of the database may hold it.
/// </param>
internal sealed record OpenedKey(SigningKey Stored, ECDsaSecurityKey Key, byte[]? Renewed, bool WasExposed)
{
    public bool CanSign => Stored.ExpiresAt is null;
}
