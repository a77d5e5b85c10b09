using Microsoft.Extensions.Options;
using PetShop.Api.Core.Cache.Local;
using PetShop.Api.Core.Cache.Shared;
using StackExchange.Redis;

namespace PetShop.Api.Core.Cache.Redis;

/// <summary>
/// The state of the connection to Redis: whether it is trusted, and which removals are still pending. Redis is used
/// only within a session, and a session begins only when nothing is pending. A removal that fails ends the session, so
/// that outdated entries are not read until it has succeeded.
/// </summary>
internal sealed partial class RedisLink
{
    private static readonly string[] AnotherServer = ["NOSCRIPT", "READONLY", "LOADING", "MASTERDOWN", "MOVED"];
    private readonly Lock _gate = new();
    private readonly PendingRemovals _pending;
    private readonly CircuitBreaker _breaker;
    private readonly LocalStore _local;
    private readonly CacheMetrics _metrics;
    private readonly ILogger<RedisLink> _logger;
    private volatile RedisSession? _session;

    public RedisLink(
        LocalStore local, CacheMetrics metrics, IOptions<CacheOptions> options, IConfiguration configuration,
        CacheClock clock, ILogger<RedisLink> logger)
    {
        (_local, _metrics, _logger) = (local, metrics, logger);
        ConnectionString = configuration.GetConnectionString("Redis") is { Length: > 0 } given ? given : null;
        _pending = new(options.Value.PendingTags);
        _breaker = new(options.Value.FailuresToOpen, options.Value.OpenFor, clock.Time);
        if (!IsConfigured)
            local.Trust(long.MaxValue);
        metrics.Observe(() => local.Bytes, () => local.Count, () => IsConfigured && _breaker.IsOpen ? 1 : 0);
    }

    /// <summary>Null if the shop runs on one node without Redis.</summary>
    public string? ConnectionString { get; }

    public bool IsConfigured => ConnectionString is not null;

    /// <summary>Null while Redis is not used.</summary>
    public RedisSession? Session => _session;

    public RedisState State => !IsConfigured ? RedisState.Off : _session is null ? RedisState.Down : RedisState.Up;

    public bool MayTry() => _breaker.MayTry();

    public void Succeeded() => _breaker.Succeeded();

    /// <summary>Whether an exception of a session's operation means that Redis did not carry it out.</summary>
    public static bool IsFailure(Exception failure) =>
        failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException
            or OperationCanceledException;

    /// <summary>Counts a failure. A broken connection, or another server process, ends the session at once.</summary>
    public void Failed(RedisSession session, Exception failure)
    {
        _metrics.RedisFailed();
        lock (_gate)
        {
            if (_session == session && (EndsSession(failure) || _breaker.Failed()))
                End(failure.Message);
        }
    }

    /// <summary>Ends a session that can no longer be trusted.</summary>
    public void End(RedisSession session, string reason)
    {
        lock (_gate)
        {
            if (_session == session)
                End(reason);
        }
    }

    /// <summary>Keeps a removal for later.</summary>
    /// <param name="failed">The session to which it could not be sent; null if there was none.</param>
    /// <param name="tags">Null: everything.</param>
    /// <returns>False if another session has begun meanwhile; send the removal to that one instead.</returns>
    public bool TryDefer(RedisSession? failed, IReadOnlyCollection<string>? tags)
    {
        if (!IsConfigured)
            return true;
        lock (_gate)
        {
            if (_session is not null && _session != failed)
                return false;
            _pending.Add(tags);
            if (_session is not null)
                End("A removal could not be sent.");
            return true;
        }
    }

    /// <summary>
    /// Sends the pending removals to Redis, then trusts the session. If the session throws, everything stays pending.
    /// </summary>
    public async Task AdoptAsync(RedisSession session)
    {
        while (!TryBegin(session))
        {
            var tags = TakePending();
            try
            {
                await (tags is null ? session.RemoveAllAsync() : session.RemoveTagsAsync(tags));
            }
            catch
            {
                TryDefer(null, tags);
                throw;
            }
        }
        LogBegun(session.Name);
    }

    private IReadOnlyCollection<string>? TakePending()
    {
        lock (_gate)
            return _pending.Take();
    }

    private bool TryBegin(RedisSession session)
    {
        lock (_gate)
        {
            if (!_pending.IsEmpty)
                return false;
            _session = session;
            _breaker.Close();
            return true;
        }
    }

    private void End(string reason)
    {
        _session = null;
        _breaker.Open();
        _local.Distrust();
        LogEnded(reason);
    }

    private static bool EndsSession(Exception failure) => failure is RedisConnectionException or ObjectDisposedException
        || (failure is RedisServerException
            && AnotherServer.Any(error => failure.Message.StartsWith(error, StringComparison.Ordinal)));

    [LoggerMessage(LogLevel.Information, "Redis is in use (session {Session})")]
    private partial void LogBegun(SessionName session);

    [LoggerMessage(LogLevel.Warning, "Redis is not used; the shop continues with memory and the database. {Reason}")]
    private partial void LogEnded(string reason);
}
