using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

internal sealed class SignInAttemptRepository(PetShopDbContext db)
{
    /// <summary>2 to the power of more would make no lock longer.</summary>
    private const int MostDoublings = 16;

    /// <summary>The tries that count now, of each of the counters that has any.</summary>
    public Task<List<TryCount>> ListAsync(IReadOnlyList<TryCounter> counters, DateTimeOffset now, CancellationToken ct)
    {
        var (names, networks) = KeysOf(counters);
        return db.Database.SqlQuery<TryCount>($"""
            SELECT tries.name_hash, tries.network_hash, tries.failures, tries.forget_at
            FROM unnest({names}, {networks}) AS asked (name_hash, network_hash)
            JOIN sign_in_attempts AS tries USING (name_hash, network_hash) WHERE tries.forget_at > {now}
            """).ToListAsync(ct);
    }

    /// <summary>
    /// Counts one wrong try by all the counters in one statement, so that no two count the same number. Those under way
    /// when a limit was met are counted too, and do not prolong the lock.
    /// </summary>
    /// <param name="counters">In the order of all who count, so that two do not wait for each other.</param>
    public Task<List<TryCount>> CountAsync(
        IReadOnlyList<TryCounter> counters, TimeSpan lockFor, DateTimeOffset now, CancellationToken ct)
    {
        var (names, networks) = KeysOf(counters);
        var limits = counters.Select(counter => counter.Limit).ToArray();
        var longest = counters.Select(counter => counter.LongestLock).ToArray();
        var prolongs = counters.Select(counter => counter.EachTryProlongs).ToArray();
        var forgetAt = now + lockFor;
        return db.Database.SqlQuery<TryCount>($"""
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
                    LEAST({lockFor} * power(2, LEAST(tries.locks, {MostDoublings})), asked.longest) AS length) AS state
                WHERE asked.name_hash = tries.name_hash AND asked.network_hash = tries.network_hash)
            RETURNING name_hash, network_hash, failures, forget_at
            """).ToListAsync(ct);
    }

    /// <summary>Forgets the tries of a counter, unless it is locked.</summary>
    public Task ForgetAsync(TryCounter counter, DateTimeOffset now, CancellationToken ct)
    {
        var (name, network, limit) = (counter.NameHash, counter.NetworkHash, counter.Limit);
        return db.Set<SignInAttempts>()
            .Where(tries => tries.NameHash == name && tries.NetworkHash == network
                && (tries.Failures < limit || tries.ForgetAt <= now))
            .ExecuteDeleteAsync(ct);
    }

    /// <summary>Forgets all that was counted under a name, locks too.</summary>
    public Task EraseAsync(byte[] nameHash, CancellationToken ct) =>
        db.Set<SignInAttempts>().Where(tries => tries.NameHash == nameHash).ExecuteDeleteAsync(ct);

    /// <summary>Whether somebody signed in from this network under this name, since a time. It takes as long where there is no such account.</summary>
    /// <param name="name">The normalised user name, or what was given where there is no account.</param>
    public Task<bool> IsKnownAsync(string name, string network, DateTimeOffset since, CancellationToken ct) => db.Set<SignInNetwork>().AnyAsync(
        known => known.Network == network && known.LastSignInAt > since
            && db.Set<User>().Any(user => user.Id == known.UserId && user.NormalizedUserName == name), ct);

    /// <summary>Notes that the account was signed in to from this network.</summary>
    public Task RememberAsync(long userId, string network, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO sign_in_networks (user_id, network, last_sign_in_at) VALUES ({userId}, {network}, {now})
        ON CONFLICT (user_id, network) DO UPDATE SET last_sign_in_at = excluded.last_sign_in_at
        """, ct);

    /// <summary>Prolongs how long a network is known to the account of an open session. One that is not known stays so.</summary>
    /// <param name="since">Only what was last noted after this is known.</param>
    /// <param name="until">What was noted after this is left alone.</param>
    public Task KeepKnownAsync(
        Guid sessionId, string network, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now, CancellationToken ct) =>
        db.Set<SignInNetwork>()
            .Where(known => known.Network == network && known.LastSignInAt > since && known.LastSignInAt < until
                && db.Set<Session>().Any(session => session.Id == sessionId && session.UserId == known.UserId && session.EndedAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.LastSignInAt, now), ct);

    /// <summary>Removes what no longer counts.</summary>
    /// <returns>How many counters went.</returns>
    public async Task<int> RemoveOldAsync(DateTimeOffset now, DateTimeOffset networksSince, CancellationToken ct)
    {
        await db.Set<SignInNetwork>().Where(network => network.LastSignInAt <= networksSince).ExecuteDeleteAsync(ct);
        return await db.Set<SignInAttempts>().Where(tries => tries.RememberUntil <= now).ExecuteDeleteAsync(ct);
    }

    private static (byte[][] Names, byte[][] Networks) KeysOf(IReadOnlyList<TryCounter> counters) =>
        ([.. counters.Select(counter => counter.NameHash)], [.. counters.Select(counter => counter.NetworkHash)]);
}

/// <summary>What wrong tries are counted by, and how.</summary>
/// <param name="NameHash">Empty for all names.</param>
/// <param name="NetworkHash">Empty for all networks.</param>
/// <param name="Limit">So many wrong tries lock it.</param>
/// <param name="LongestLock">Each lock lasts twice as long as the one before, up to this.</param>
/// <param name="EachTryProlongs">Whether a wrong try keeps those before it counting.</param>
internal sealed record TryCounter(byte[] NameHash, byte[] NetworkHash, int Limit, TimeSpan LongestLock, bool EachTryProlongs);

/// <summary>How many wrong tries a counter has, and when they stop counting.</summary>
internal sealed record TryCount(byte[] NameHash, byte[] NetworkHash, int Failures, DateTimeOffset ForgetAt);
