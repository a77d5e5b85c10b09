using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Password hashes for requests. They are slow by design: call these methods outside any transaction.
/// </summary>
internal sealed class AsyncPasswordHasher(PasswordHashes passwords, HashingSlots slots)
{
    /// <inheritdoc cref="HashingSlots.EnsureRoom"/>
    public void EnsureRoom() => slots.EnsureRoom();

    /// <inheritdoc cref="PasswordHashes.Hash"/>
    /// <exception cref="ShopException">503: too many concurrent hashes.</exception>
    public Task<string> HashAsync(string password, CancellationToken ct) =>
        slots.RunAsync(() => passwords.Hash(password), ct);

    /// <inheritdoc cref="PasswordHashes.Check"/>
    /// <exception cref="ShopException">503: too many concurrent hashes.</exception>
    public Task<PasswordCheck> CheckAsync(string? hash, string password, CancellationToken ct) =>
        slots.RunAsync(() => passwords.Check(hash, password), ct);
}
