using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Password hashes by Identity's hasher. Each takes a good while by design: call it outside any transaction.</summary>
internal sealed class Passwords(IPasswordHasher<User> hasher)
{
    /// <summary>The hasher does not look at the account.</summary>
    private static readonly User Nobody = new();

    /// <summary>What a try is compared with where there is no account, so that it takes as long.</summary>
    private readonly string _nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null where there is no account.</param>
    public PasswordCheck Check(string? hash, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash ?? _nobodysHash, password);
        return new(hash is not null && result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }
}

/// <param name="IsRight">Whether it is the account's password.</param>
/// <param name="IsWeaklyHashed">Whether the hash has fewer rounds than the shop asks for now.</param>
internal readonly record struct PasswordCheck(bool IsRight, bool IsWeaklyHashed);
