using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Password hashes with Identity's hasher. They are slow by design: call these methods outside any transaction.
/// </summary>
/// <param name="spend">Takes as long as the given number of iterations; null for Identity's own function.</param>
internal sealed class PasswordHashes(IPasswordHasher<User> hasher, Action<string, int>? spend = null)
{
    /// <summary>The hasher does not use the account.</summary>
    private static readonly User NoUser = new();

    private static readonly byte[] Salt = new byte[16];
    private const int KeyLength = 32;

    /// <summary>The hash to compare with if there is no account, so that it takes the same time.</summary>
    private readonly string _dummyHash = hasher.HashPassword(NoUser, Guid.NewGuid().ToString());

    private readonly Action<string, int> _spend = spend ?? Spend;

    /// <summary>
    /// Hashes the password in NFC (NIST SP 800-63B-4), so that it does not matter how a keyboard composes letters.
    /// Never trimmed.
    /// </summary>
    public string Hash(string password) => hasher.HashPassword(NoUser, NormalForms.Nfc(password));

    /// <summary>
    /// Compares the password in NFC and, if that differs, as typed, because older hashes are of that form.
    /// </summary>
    /// <param name="hash">Null if there is no account.</param>
    /// <param name="password">As typed.</param>
    public PasswordCheck Check(string? hash, string password)
    {
        var composed = NormalForms.Nfc(password);
        var check = CheckExactly(hash, composed);
        if (composed == password)
            return check;
        // Regardless of the first comparison's result, so that the time reveals nothing.
        var asTyped = CheckExactly(hash, password);
        return check.IsRight ? check : asTyped with { IsOutdated = true };
    }

    private PasswordCheck CheckExactly(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(NoUser, hash ?? _dummyHash, password);
        // A hash with fewer iterations is checked faster: the missing iterations are added, so that the time reveals
        // nothing.
        if (hash is not null && RoundsOf(_dummyHash) - RoundsOf(hash) is > 0 and var missing)
            _spend(password, missing);
        return new(hash is not null && result != PasswordVerificationResult.Failed,
            result == PasswordVerificationResult.SuccessRehashNeeded);
    }

    private static void Spend(string password, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, Salt, rounds, HashAlgorithmName.SHA512, KeyLength);

    /// <summary>
    /// Identity's format 3: a byte 1, then, as big-endian numbers, the function, the iterations and the salt's length.
    /// </summary>
    internal static int RoundsOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return bytes[0] == 1 ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)) : 0;
    }
}

/// <param name="IsRight">Whether it is the account's password.</param>
/// <param name="IsOutdated">Whether the hash should be replaced: it has fewer iterations than configured, or is of the
/// password as typed.</param>
internal readonly record struct PasswordCheck(bool IsRight, bool IsOutdated);
