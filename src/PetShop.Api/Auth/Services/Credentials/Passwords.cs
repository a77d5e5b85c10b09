using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Text.Unicode;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>Password hashes by Identity's hasher. Each takes a good while by design: call it outside any transaction.</summary>
/// <param name="spend">Takes as long as so many rounds; null for Identity's own function.</param>
internal sealed class Passwords(IPasswordHasher<User> hasher, Action<string, int>? spend = null)
{
    /// <summary>The hasher does not look at the account.</summary>
    private static readonly User Nobody = new();

    private static readonly byte[] Salt = new byte[16];
    private const int KeyLength = 32;

    /// <summary>What a try is compared with where there is no account, so that it takes as long.</summary>
    private readonly string _nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    private readonly Action<string, int> _spend = spend ?? Spend;

    /// <summary>Hashes the password in NFC (NIST SP 800-63B-4): a keyboard that composes letters and one that does not are the same. Never trimmed.</summary>
    public string Hash(string password) => hasher.HashPassword(Nobody, NormalForms.Nfc(password));

    /// <summary>Compares the password in NFC and, where that is another text, as typed: what older hashes were made of.</summary>
    /// <param name="hash">Null where there is no account.</param>
    /// <param name="password">As typed.</param>
    public PasswordCheck Check(string? hash, string password)
    {
        var composed = NormalForms.Nfc(password);
        var check = CheckExactly(hash, composed);
        if (composed == password)
            return check;
        // Whatever the first comparison says, so that time tells nothing.
        var asTyped = CheckExactly(hash, password);
        return check.IsRight ? check : asTyped with { IsOutdated = true };
    }

    private PasswordCheck CheckExactly(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? _nobodysHash, password);
        // A hash from before the rounds were raised is checked sooner: what it lacks is made up for, so that time tells nothing.
        if (hash is not null && RoundsOf(_nobodysHash) - RoundsOf(hash) is > 0 and var missing)
            _spend(password, missing);
        return new(hash is not null && result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }

    private static void Spend(string password, int rounds) => Rfc2898DeriveBytes.Pbkdf2(password, Salt, rounds, HashAlgorithmName.SHA512, KeyLength);

    /// <summary>Identity's format 3: a byte 1, then as big-endian numbers the function, the rounds and the salt's length.</summary>
    internal static int RoundsOf(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return bytes[0] == 1 ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)) : 0;
    }
}

/// <param name="IsRight">Whether it is the account's password.</param>
/// <param name="IsOutdated">Whether the hash should be made anew: it has fewer rounds than the shop asks for now, or is of the password as typed.</param>
internal readonly record struct PasswordCheck(bool IsRight, bool IsOutdated);
