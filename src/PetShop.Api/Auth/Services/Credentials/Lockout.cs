using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Auth.Services.Credentials;

/// <summary>
/// Counts failed sign-ins with three counters: a name from one network; a name from all networks without a sign-in to
/// it; and one such network with any name. Only the first counter applies to a network that is known for the name, so
/// that strangers cannot lock its owner out. For all other networks, each lock of the name lasts longer than the
/// previous one. An account has one name here, its user name, even if its e-mail was given; names that do not exist are
/// counted in the same way. A correct password is accepted only if its counters are not locked at that moment, so
/// concurrent attempts get no more chances than sequential ones.
/// </summary>
internal sealed class Lockout(
    SignInAttemptRepository attempts, IUnitOfWork work, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>How long a network stays known after a sign-in.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    /// <summary>Refreshes are frequent, so each extends this at most this often.</summary>
    private static readonly TimeSpan KeepKnownEvery = TimeSpan.FromDays(1);

    /// <exception cref="ShopException">429: the name is locked.</exception>
    public async Task EnsureOpenAsync(SignInAttempt attempt, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var counters = CountersOf(attempt);
        var locks = (await attempts.ListAsync(counters, now, ct)).Select(tries => LockOf(counters, tries))
            .OfType<Lock>().ToList();
        // Queried only when it matters, and then also for names that do not exist.
        if (locks.Exists(found => !found.IsPair) && await IsKnownAsync(attempt, now, ct))
            locks.RemoveAll(found => !found.IsPair);
        if (locks.Count > 0)
            throw Locked(locks, now);
    }

    /// <summary>Counts a failure and commits it separately: the refusal of the sign-in must not undo it.</summary>
    /// <exception cref="ShopException">429: concurrent attempts have reached the limit.</exception>
    public async Task RecordFailureAsync(SignInAttempt attempt, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var counters = CountersOf(attempt);
        if (await IsKnownAsync(attempt, now, ct))
            counters = counters[..1];
        var counts = await work.CommitAsync(() => attempts.CountAsync(counters, options.Value.LockFor, now, ct), ct);
        // The attempt that reaches the limit was still checked.
        var locks = counts.Select(tries => LockOf(counters, tries with { Failures = tries.Failures - 1 }))
            .OfType<Lock>().ToList();
        if (locks.Count > 0)
            throw Locked(locks, now);
    }

    /// <summary>
    /// The password was correct: resets the failures from this network. Those of other networks keep counting. Joins
    /// the caller's unit of work.
    /// </summary>
    /// <exception cref="ShopException">429: the name was locked meanwhile.</exception>
    public async Task ForgetAsync(SignInAttempt attempt, CancellationToken ct)
    {
        await attempts.ForgetAsync(CountersOf(attempt)[0], clock.GetStoredNow(), ct);
        await EnsureOpenAsync(attempt, ct);
    }

    /// <summary>Makes this network known for the account. Joins the caller's unit of work.</summary>
    public Task RememberAsync(long userId, SignInAttempt attempt, CancellationToken ct) =>
        attempts.RememberAsync(userId, attempt.Network, clock.GetStoredNow(), ct);

    /// <summary>
    /// A refreshed session keeps its network known, if it is known. Joins the caller's unit of work. It makes no
    /// network known: a thief with a stolen refresh token must not make their network look like the owner's.
    /// </summary>
    public Task KeepKnownAsync(Guid sessionId, string network, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        return attempts.KeepKnownAsync(sessionId, network, now - KnownFor, now - KeepKnownEvery, now, ct);
    }

    /// <summary>Deletes everything that was counted under these names. Joins the caller's unit of work.</summary>
    /// <param name="names">Normalized; nulls are skipped.</param>
    public async Task EraseAsync(IEnumerable<string?> names, CancellationToken ct)
    {
        foreach (var name in names.OfType<string>())
            await attempts.EraseAsync(HashOf(name), ct);
    }

    private Task<bool> IsKnownAsync(SignInAttempt attempt, DateTimeOffset now, CancellationToken ct) =>
        attempts.IsKnownAsync(attempt.Name, attempt.Network, now - KnownFor, ct);

    private AttemptCounter[] CountersOf(SignInAttempt attempt)
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

    private static Lock? LockOf(AttemptCounter[] counters, AttemptCount tries)
    {
        var counter = Array.Find(counters,
            one => one.NameHash.SequenceEqual(tries.NameHash) && one.NetworkHash.SequenceEqual(tries.NetworkHash))!;
        return tries.Failures >= counter.Limit
            ? new(counter == counters[0], tries.ForgetAt, counter.LongestLock)
            : null;
    }

    /// <summary>
    /// A slow attempt may have an earlier time than the one that locked the name: the wait is at most the whole
    /// duration.
    /// </summary>
    private static ShopException Locked(List<Lock> locks, DateTimeOffset now) =>
        AuthProblems.Locked(locks.Max(found => found.Until - now < found.Longest ? found.Until - now : found.Longest));

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Lock(bool IsPair, DateTimeOffset Until, TimeSpan Longest);
}

/// <param name="Name">The account's user name, normalized or, if there is no account, the given user name or
/// e-mail.</param>
/// <param name="Network">The network of the request.</param>
internal sealed record SignInAttempt(string Name, string Network);
