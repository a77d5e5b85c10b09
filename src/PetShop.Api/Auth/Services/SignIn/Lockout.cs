using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>
/// Counts wrong tries by name, whether or not there is such an account, so that being locked tells nothing. A right password counts as
/// right only while the name is open at that moment, so tries sent all at once get no more chances than tries sent one by one.
/// </summary>
internal sealed class Lockout(SignInAttemptRepository attempts, IUnitOfWork work, IOptions<AccountOptions> options, TimeProvider clock)
{
    private int Limit => options.Value.MaxWrongTries;

    /// <param name="name">Normalised.</param>
    /// <exception cref="ShopException">429: the name is locked.</exception>
    public async Task EnsureOpenAsync(string name, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        if (await attempts.FindAsync(HashOf(name), now, ct) is { } tries && tries.Failures >= Limit)
            throw Locked(tries, now);
    }

    /// <summary>Counts a wrong try and commits that by itself: refusing the sign-in must not undo it.</summary>
    /// <exception cref="ShopException">429: others had used up the tries by then.</exception>
    public async Task CountWrongAsync(string name, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var tries = await work.CommitAsync(() => attempts.CountAsync(HashOf(name), Limit, now, now + options.Value.LockFor, ct), ct);
        if (tries.Failures > Limit)
            throw Locked(tries, now);
    }

    /// <summary>The password was right: forgets the wrong tries. Joins the caller's unit of work.</summary>
    /// <exception cref="ShopException">429: the name was locked meanwhile.</exception>
    public async Task ForgetAsync(string name, CancellationToken ct)
    {
        await attempts.ForgetAsync(HashOf(name), Limit, clock.GetStoredNow(), ct);
        await EnsureOpenAsync(name, ct);
    }

    /// <summary>A try that is answered late has an earlier present than the one that locked the name: it is told no more than the whole time.</summary>
    private ShopException Locked(TryCount tries, DateTimeOffset now)
    {
        var left = tries.ForgetAt - now;
        return AuthProblems.Locked(left < options.Value.LockFor ? left : options.Value.LockFor);
    }

    private static byte[] HashOf(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name));
}
