using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// The cache level in Redis. Failures of Redis are not thrown: a failed read counts as a miss, and a failed removal is
/// sent later.
/// </summary>
internal sealed class RedisStore(RedisLink link, CacheMetrics metrics)
{
    private const int Tries = 3;

    /// <summary>No entry has this key.</summary>
    private const string NoKey = "-";

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The current entry under the key. Call it before the source is read; <see cref="FillAsync"/> may then store
    /// the result.
    /// </summary>
    public async ValueTask<RedisReadResult> ReadAsync(string key, IReadOnlyList<string> tags)
    {
        if (link.Session is not { } session)
            return RedisReadResult.None;
        try
        {
            var (stored, lifeLeft, versions) = await session.ReadAsync(key, tags);
            link.Succeeded();
            return new(stored is null ? null : StoredEntry.Decode(stored, tags, versions), lifeLeft,
                session, versions, tags);
        }
        catch (Exception failure) when (RedisLink.IsFailure(failure))
        {
            link.Failed(session, failure);
            return RedisReadResult.None;
        }
    }

    /// <summary>The tags of the entry under the key; null if there is none.</summary>
    public async ValueTask<string[]?> TagsOfAsync(string key)
    {
        if (link.Session is not { } session)
            return null;
        try
        {
            return await session.PeekAsync(key) is { } stored ? StoredEntry.TagsOf(stored) : null;
        }
        catch (Exception failure) when (RedisLink.IsFailure(failure))
        {
            link.Failed(session, failure);
            return null;
        }
    }

    /// <summary>
    /// Stores the result of a read, unless something that it depends on was removed since the read began.
    /// </summary>
    public async Task FillAsync(
        string key, IReadOnlyList<string> tags, RedisReadResult snapshot, byte[] body, TimeSpan ttl)
    {
        if (snapshot is not { Session: { } session, Versions: { } versions } || link.Session != session)
            return;
        try
        {
            await KeepAsync(session, key, tags, versions, body, ttl);
        }
        catch (Exception failure) when (RedisLink.IsFailure(failure))
        {
            link.Failed(session, failure);
        }
    }

    /// <summary>The versions of the tags, without an entry.</summary>
    public ValueTask<RedisReadResult> ReadVersionsAsync(IReadOnlyList<string> tags) => ReadAsync(NoKey, tags);

    /// <summary>
    /// Like <see cref="FillAsync"/>, under tags that were unknown when the read began, in place of its last tag. The
    /// last tag is removed together with any of them, so its version shows whether one was removed before it was known.
    /// </summary>
    public async Task FillExtendedAsync(
        string key, IReadOnlyList<string> further, RedisReadResult snapshot, byte[] body, TimeSpan ttl)
    {
        if (snapshot.Versions is not { } before)
            return;
        var now = await ReadVersionsAsync([.. snapshot.Tags, .. further]);
        if (now.Session == snapshot.Session && now.Versions?.Extend(before) is { } versions)
            await FillAsync(
                key, [.. snapshot.Tags.SkipLast(1), .. further], now with { Versions = versions }, body, ttl);
        else if (now.Session is not null)
            metrics.FillRefused();
    }

    /// <summary>Replaces the stored entry and notifies all nodes to remove their in-memory copies.</summary>
    /// <param name="tags">The entry's tags, including <paramref name="own"/>.</param>
    /// <param name="own">A tag that only this key has.</param>
    /// <returns>Whether the entry is now in Redis.</returns>
    public async Task<bool> ReplaceAsync(string key, IReadOnlyList<string> tags, string own, byte[] body, TimeSpan ttl)
    {
        for (var tries = Tries; await ReadAsync(key, tags) is { Session: { } session, Versions: { } versions }; tries--)
        {
            try
            {
                // Store first, then notify: a node that reads after the notification finds this entry or a newer one.
                if (!await KeepAsync(session, key, tags, versions, body, ttl) && tries > 1)
                    continue;       // something was removed meanwhile, possibly something else
                await session.PublishAsync(own);
                return true;
            }
            catch (Exception failure) when (RedisLink.IsFailure(failure))
            {
                link.Failed(session, failure);
                break;
            }
        }
        await RemoveAsync([own]);
        return false;
    }

    /// <summary>
    /// Completes when every node has been notified, or when Redis will not be used until the removal was sent.
    /// </summary>
    public Task RemoveAsync(IReadOnlyCollection<string> tags) =>
        PublishAsync(tags, session => session.RemoveTagsAsync(tags));

    /// <summary>Like removal by tag. If the pattern cannot be removed, everything is removed.</summary>
    public Task RemoveAsync(GlobPattern pattern) => PublishAsync(null, async session =>
    {
        using var timeout = new CancellationTokenSource(PatternTimeout);
        await session.PublishAsync(pattern);
        await session.DeleteAsync(pattern, timeout.Token);
        await session.PublishAsync(pattern);   // again: a node may have copied an entry just before it was deleted
    });

    private async Task<bool> KeepAsync(
        RedisSession session, string key, IReadOnlyList<string> tags, EntryVersions versions, byte[] body, TimeSpan ttl)
    {
        var isKept = await session.FillAsync(key, tags, versions, StoredEntry.Encode(tags, versions, body), ttl);
        if (isKept)
            metrics.Filled();
        else
            metrics.FillRefused();
        return isKept;
    }

    private async Task PublishAsync(IReadOnlyCollection<string>? tags, Func<RedisSession, Task> tell)
    {
        while (true)
        {
            var session = link.Session;
            if (session is not null)
            {
                try
                {
                    await tell(session);
                    link.Succeeded();
                    return;
                }
                catch (Exception failure) when (RedisLink.IsFailure(failure))
                {
                    link.Failed(session, failure);
                }
            }
            if (link.TryDefer(session, tags))
                return;
        }
    }
}

/// <param name="Body">The body; null if there is no current one.</param>
/// <param name="LifeLeft">The remaining lifetime.</param>
/// <param name="Session">The session that read it; null if Redis was not used.</param>
/// <param name="Versions">The versions at the time of the read.</param>
/// <param name="Tags">The tags that have these versions.</param>
internal sealed record RedisReadResult(
    byte[]? Body, TimeSpan LifeLeft, RedisSession? Session, EntryVersions? Versions, IReadOnlyList<string> Tags)
{
    public static readonly RedisReadResult None = new(null, default, null, null, []);
}
