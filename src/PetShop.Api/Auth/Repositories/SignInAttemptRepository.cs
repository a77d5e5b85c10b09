using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Entities.SignIn;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SignInAttemptRepository(PetShopDbContext db)
{
    /// <summary>A higher power of 2 would not extend any lock.</summary>
    private const int MaxDoublings = 16;

    /// <summary>The current failures of each counter that has any.</summary>
    public Task<List<AttemptCount>> ListAsync(
        IReadOnlyList<AttemptCounter> counters, DateTimeOffset now, CancellationToken ct)
    {
        var (names, networks) = KeysOf(counters);
        return db.Database.SqlQuery<AttemptCount>($"""
            SELECT tries.name_hash, tries.network_hash, tries.failures, tries.forget_at
            FROM unnest({names}, {networks}) AS asked (name_hash, network_hash)
            JOIN sign_in_attempts AS tries USING (name_hash, network_hash) WHERE tries.forget_at > {now}
            """).ToListAsync(ct);
    }

    /// <summary>
    /// Adds a failure to all counters in one statement, so that no two requests count the same number. Attempts in
    /// progress when a limit is reached are counted too, but do not extend the lock.
    /// </summary>
    /// <param name="counters">In the same order for all callers, so that they do not deadlock.</param>
    public Task<List<AttemptCount>> CountAsync(
        IReadOnlyList<AttemptCounter> counters, TimeSpan lockFor, DateTimeOffset now, CancellationToken ct)
    {
        var (names, networks) = KeysOf(counters);
        var limits = counters.Select(counter => counter.Limit).ToArray();
        var longest = counters.Select(counter => counter.LongestLock).ToArray();
        var prolongs = counters.Select(counter => counter.EachTryProlongs).ToArray();
        var forgetAt = now + lockFor;
        return db.Database.SqlQuery<AttemptCount>($"""
            WITH asked AS (
                SELECT * FROM unnest({names}, {networks}, {limits}, {longest}, {prolongs}) WITH ORDINALITY
                    AS a (name_hash, network_hash, most, longest, prolongs, place))
            INSERT INTO sign_in_attempts AS tries (name_hash, network_hash, failures, forget_at, locks, remember_until)
            SELECT name_hash, network_hash, 1, {forgetAt}, 0, {forgetAt} FROM asked ORDER BY place
            ON CONFLICT (name_hash, network_hash) DO UPDATE SET (failures, locks, forget_at, remember_until) = (
                SELECT
                    CASE WHEN state.is_over THEN 1 ELSE tries.failures + 1 END,
                    CASE
                        WHEN tries.remember_until <= {now} THEN 0
                        WHEN state.locks THEN tries.locks + 1
                        ELSE tries.locks END,
                    CASE
                        WHEN state.is_over THEN {forgetAt}
                        WHEN state.locks THEN {now} + state.length
                        WHEN tries.failures >= asked.most OR NOT asked.prolongs THEN tries.forget_at
                        ELSE {forgetAt} END,
                    CASE
                        WHEN state.locks THEN {now} + state.length + asked.longest
                        ELSE GREATEST(tries.remember_until, {forgetAt}) END
                FROM asked CROSS JOIN LATERAL (SELECT
                    tries.forget_at <= {now} AS is_over,
                    tries.forget_at > {now} AND tries.failures + 1 = asked.most AS locks,
                    LEAST({lockFor} * power(2, LEAST(tries.locks, {MaxDoublings})), asked.longest) AS length) AS state
                WHERE asked.name_hash = tries.name_hash AND asked.network_hash = tries.network_hash)
            RETURNING name_hash, network_hash, failures, forget_at
            """).ToListAsync(ct);
    }

    /// <summary>Resets a counter, unless it is locked.</summary>
    public Task ForgetAsync(AttemptCounter counter, DateTimeOffset now, CancellationToken ct)
    {
        var (name, network, limit) = (counter.NameHash, counter.NetworkHash, counter.Limit);
        return db.Set<SignInAttempts>()
            .Where(tries => tries.NameHash == name && tries.NetworkHash == network
                && (tries.Failures < limit || tries.ForgetAt <= now))
            .ExecuteDeleteAsync(ct);
    }

    /// <summary>Deletes everything that was counted under a name, including locks.</summary>
    public Task EraseAsync(byte[] nameHash, CancellationToken ct) =>
        db.Set<SignInAttempts>().Where(tries => tries.NameHash == nameHash).ExecuteDeleteAsync(ct);

    /// <summary>
    /// Whether there was a sign-in with this name from this network since a time. It takes the same time for a name
    /// without an account.
    /// </summary>
    /// <param name="name">The normalized user name or, if there is no account, the name as given.</param>
    public Task<bool> IsKnownAsync(string name, string network, DateTimeOffset since, CancellationToken ct) =>
        db.Set<SignInNetwork>().AnyAsync(
            known => known.Network == network && known.LastSignInAt > since
                && db.Set<User>().Any(user => user.Id == known.UserId && user.NormalizedUserName == name), ct);

    /// <summary>Records a sign-in to the account from this network.</summary>
    public Task RememberAsync(long userId, string network, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            INSERT INTO sign_in_networks (user_id, network, last_sign_in_at) VALUES ({userId}, {network}, {now})
            ON CONFLICT (user_id, network) DO UPDATE SET last_sign_in_at = excluded.last_sign_in_at
            """, ct);

    /// <summary>
    /// Extends how long a network is known for the account of an open session. An unknown network stays unknown.
    /// </summary>
    /// <param name="since">A network that was last recorded earlier is not known.</param>
    /// <param name="until">A network that was recorded later is not updated.</param>
    public Task KeepKnownAsync(
        Guid sessionId, string network, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now,
        CancellationToken ct) =>
        db.Set<SignInNetwork>()
            .Where(known => known.Network == network && known.LastSignInAt > since && known.LastSignInAt < until
                && db.Set<Session>()
                    .Any(session =>
                        session.Id == sessionId && session.UserId == known.UserId && session.EndedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.LastSignInAt, now), ct);

    /// <summary>Deletes counters that no longer count.</summary>
    /// <returns>The number of deleted counters.</returns>
    public async Task<int> RemoveOldAsync(DateTimeOffset now, DateTimeOffset networksSince, CancellationToken ct)
    {
        await db.Set<SignInNetwork>().Where(network => network.LastSignInAt <= networksSince).ExecuteDeleteAsync(ct);
        return await db.Set<SignInAttempts>().Where(tries => tries.RememberUntil <= now).ExecuteDeleteAsync(ct);
    }

    private static (byte[][] Names, byte[][] Networks) KeysOf(IReadOnlyList<AttemptCounter> counters) =>
        ([.. counters.Select(counter => counter.NameHash)], [.. counters.Select(counter => counter.NetworkHash)]);
}

/// <summary>A counter of failures and its rules.</summary>
/// <param name="NameHash">Empty for all names.</param>
/// <param name="NetworkHash">Empty for all networks.</param>
/// <param name="Limit">This many failures lock it.</param>
/// <param name="LongestLock">Each lock lasts twice as long as the previous one, up to this.</param>
/// <param name="EachTryProlongs">Whether a failure extends how long earlier ones count.</param>
internal sealed record AttemptCounter(
    byte[] NameHash, byte[] NetworkHash, int Limit, TimeSpan LongestLock, bool EachTryProlongs);

/// <summary>The number of a counter's failures, and when they stop counting.</summary>
internal sealed record AttemptCount(byte[] NameHash, byte[] NetworkHash, int Failures, DateTimeOffset ForgetAt);
