using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Counts wrong tries, by three counters: a name from one network; a name from all networks that nobody has signed in to it from; one such
/// network with any name. A network that is known to the name has the first alone, so that strangers cannot lock its owner out; for all
/// others each lock of the name lasts longer than the one before. An account has one name here, its user name, also when its e-mail was given;
/// names that do not exist are counted the same way. A right password counts
/// as right only while its counters are open at that moment, so tries sent all at once get no more chances than tries sent one by one.
/// </summary>
internal sealed class Lockout(SignInAttemptRepository attempts, IUnitOfWork work, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>How long a network stays known after a sign-in.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    /// <summary>Refreshed sessions prolong that at most this often: they are many.</summary>
    private static readonly TimeSpan KeepKnownEvery = TimeSpan.FromDays(1);

    /// <exception cref="ShopException">429: it is locked.</exception>
    public async Task EnsureOpenAsync(SignInTry attempt, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var counters = CountersOf(attempt);
        var locks = (await attempts.ListAsync(counters, now, ct)).Select(tries => LockOf(counters, tries)).OfType<Lock>().ToList();
        // Asked only where it decides, and then for names that do not exist, too.
        if (locks.Exists(found => !found.IsPair) && await IsKnownAsync(attempt, now, ct))
            locks.RemoveAll(found => !found.IsPair);
        if (locks.Count > 0)
            throw Locked(locks, now);
    }

    /// <summary>Counts a wrong try and commits that by itself: refusing the sign-in must not undo it.</summary>
    /// <exception cref="ShopException">429: others had used up the tries by then.</exception>
    public async Task CountWrongAsync(SignInTry attempt, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var counters = CountersOf(attempt);
        if (await IsKnownAsync(attempt, now, ct))
            counters = counters[..1];
        var counts = await work.CommitAsync(() => attempts.CountAsync(counters, options.Value.LockFor, now, ct), ct);
        // The try that meets a limit was still looked at.
        var locks = counts.Select(tries => LockOf(counters, tries with { Failures = tries.Failures - 1 })).OfType<Lock>().ToList();
        if (locks.Count > 0)
            throw Locked(locks, now);
    }

    /// <summary>The password was right: forgets the wrong tries from this network. Those of strangers go on counting. Joins the caller's unit of work.</summary>
    /// <exception cref="ShopException">429: it was locked meanwhile.</exception>
    public async Task ForgetAsync(SignInTry attempt, CancellationToken ct)
    {
        await attempts.ForgetAsync(CountersOf(attempt)[0], clock.GetStoredNow(), ct);
        await EnsureOpenAsync(attempt, ct);
    }

    /// <summary>From now on, this network is known to the account. Joins the caller's unit of work.</summary>
    public Task RememberAsync(long userId, SignInTry attempt, CancellationToken ct) => attempts.RememberAsync(userId, attempt.Network, clock.GetStoredNow(), ct);

    /// <summary>
    /// A refreshed session keeps its network known, if it is. Joins the caller's unit of work. It makes none known: a
    /// stolen refresh token must not let its thief's network pass for the owner's.
    /// </summary>
    public Task KeepKnownAsync(Guid sessionId, string network, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        return attempts.KeepKnownAsync(sessionId, network, now - KnownFor, now - KeepKnownEvery, now, ct);
    }

    /// <summary>Forgets all that was counted under these names. Joins the caller's unit of work.</summary>
    /// <param name="names">Normalised; null ones are passed over.</param>
    public async Task EraseAsync(IEnumerable<string?> names, CancellationToken ct)
    {
        foreach (var name in names.OfType<string>())
            await attempts.EraseAsync(HashOf(name), ct);
    }

    private Task<bool> IsKnownAsync(SignInTry attempt, DateTimeOffset now, CancellationToken ct) =>
        attempts.IsKnownAsync(attempt.Name, attempt.Network, now - KnownFor, ct);

    private TryCounter[] CountersOf(SignInTry attempt)
    {
        var accounts = options.Value;
        var (name, network) = (HashOf(attempt.Name), HashOf(attempt.Network));
        return
        [
            new(name, network, accounts.MaxWrongTries, accounts.LockFor, EachTryProlongs: true),
            new(name, [], accounts.MaxWrongTriesOfStrangers, accounts.LongestLock, EachTryProlongs: true),
            new([], network, accounts.MaxWrongTriesOfNetwork, accounts.LockFor, EachTryProlongs: false),
        ];
    }

    private static Lock? LockOf(TryCounter[] counters, TryCount tries)
    {
        var counter = Array.Find(counters, one => one.NameHash.SequenceEqual(tries.NameHash) && one.NetworkHash.SequenceEqual(tries.NetworkHash))!;
        return tries.Failures >= counter.Limit ? new(counter == counters[0], tries.ForgetAt, counter.LongestLock) : null;
    }

    /// <summary>A try that is answered late has an earlier present than the one that locked: it is told no more than the whole time.</summary>
    private static ShopException Locked(List<Lock> locks, DateTimeOffset now) =>
        AuthProblems.Locked(locks.Max(found => found.Until - now < found.Longest ? found.Until - now : found.Longest));

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Lock(bool IsPair, DateTimeOffset Until, TimeSpan Longest);
}

/// <param name="Name">The account's user name, normalised; where there is no account, what was given as user name or e-mail.</param>
/// <param name="Network">Where it came from.</param>
internal sealed record SignInTry(string Name, string Network);
