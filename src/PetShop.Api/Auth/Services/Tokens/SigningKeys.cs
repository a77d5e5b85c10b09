using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// The keys of the access tokens, the same on all nodes: one from the configuration, or those in the database, where
/// the first node that needs one creates it. Known keys are used and refreshed in the background; while the database is
/// unavailable, they stay in use.
/// </summary>
internal sealed partial class SigningKeys : ITokenKeys, IDisposable
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// From this age on, requests wait briefly for a refresh: on a node without requests, no background refresh has
    /// run.
    /// </summary>
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>Tokens with invented key names must not cause a flood of queries.</summary>
    private static readonly TimeSpan MinRefreshInterval = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly SigningKeyProtector _vault;
    private readonly TimeProvider _clock;
    private readonly ILogger<SigningKeys> _logger;
    private readonly ECDsaSecurityKey? _configured;
    private readonly TimeSpan _accessLifetime;
    private readonly SharedTask<Known> _read;
    private readonly AsyncLocal<bool> _isAsking = new();    // set while handling a token with an unknown key
    private volatile Known? _known;
    private long _askedAt;

    public SigningKeys(
        IServiceScopeFactory scopes, SigningKeyProtector vault, IOptions<TokenOptions> options,
        IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<SigningKeys> logger)
    {
        (_scopes, _vault, _clock, _logger) = (scopes, vault, clock, logger);
        _accessLifetime = options.Value.AccessLifetime;
        _configured = options.Value.SigningKey is { Length: > 0 } pem ? EcKeys.FromPem(pem) : null;
        _read = new(ReadAsync, database.Value.WaitLimit);
    }

    public async ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct) =>
        (await KnownAsync(ct)).Keys;

    /// <summary>
    /// The key to sign with. Call it before a transaction is open: the keys are read on their own connection.
    /// </summary>
    public async ValueTask<SigningCredentials> CurrentAsync(CancellationToken ct) => (await KnownAsync(ct)).Current;

    public void Refresh() => _isAsking.Value = true;

    public void Dispose() => _configured?.ECDsa.Dispose();

    private ValueTask<Known> KnownAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (_known is not { } known)
            return new(_read.WaitAsync(ct));
        if (MayAsk(now))
            return new(_read.WaitForNextAsync(ct));
        var age = (now - known.ReadAt).Duration();      // setting the clock back does not make them younger
        if (age < ReadAgainAfter)
            return new(StillValid(known, now));
        var read = _read.JoinOrStartUnlessFailing();
        return age < RememberFor || _read.IsFailing ? new(StillValid(known, now)) : new(WaitBrieflyAsync(read, ct));
    }

    /// <summary>The refreshed keys if they arrive soon, otherwise the known ones.</summary>
    private async Task<Known> WaitBrieflyAsync(Task<Known> read, CancellationToken ct)
    {
        await Task.WhenAny(read, Task.Delay(Moment, ct));
        ct.ThrowIfCancellationRequested();
        return StillValid(_known!, _clock.GetUtcNow());
    }

    /// <summary>Whether this request is about an unknown key, and the last such request was long enough ago.</summary>
    private bool MayAsk(DateTimeOffset now)
    {
        if (!_isAsking.Value)
            return false;
        _isAsking.Value = false;
        var last = Interlocked.Read(ref _askedAt);
        return now.Ticks - last >= MinRefreshInterval.Ticks
            && Interlocked.CompareExchange(ref _askedAt, now.Ticks, last) == last;
    }

    private async Task<Known> ReadAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return _known = Show(await FindOrCreateAsync(scope.ServiceProvider, ct), _clock.GetUtcNow());
    }

    private async Task<List<OpenedKey>> FindOrCreateAsync(IServiceProvider services, CancellationToken ct)
    {
        var (repository, work) =
            (services.GetRequiredService<SigningKeyRepository>(), services.GetRequiredService<IUnitOfWork>());
        var keys = _vault.Open(await repository.ListAsync(_clock.GetUtcNow(), ct));
        if (keys.Exists(key => key.Renewed is not null) && await TryRenewAsync(keys, repository, work, ct))
            keys = _vault.Open(await repository.ListAsync(_clock.GetUtcNow(), ct));
        if (_configured is not null || keys.Exists(key => key.CanSign))
            return keys;
        var made = _vault.Create(_clock.GetUtcNow());
        return await work.CommitAsync(async () =>
        {
            await repository.LockAsync(ct);
            var present = _vault.Open(await repository.ListAsync(_clock.GetUtcNow(), ct));
            if (present.Exists(key => key.CanSign))
                return present;
            repository.Add(made);
            LogMade(made.Id);
            return [.. _vault.Open([made]), .. present];
        }, ct);
    }

    /// <summary>
    /// Stores the keys in encrypted form. A key that was exposed must not sign for ever: it expires with the last
    /// tokens that nodes sign until they read the change.
    /// </summary>
    /// <returns>False if that failed. The keys still work, and the next read tries again.</returns>
    private async Task<bool> TryRenewAsync(
        List<OpenedKey> keys, SigningKeyRepository repository, IUnitOfWork work, CancellationToken ct)
    {
        try
        {
            foreach (var key in keys.Where(key => key.Renewed is not null))
            {
                var retires = key.WasExposed && key.CanSign;
                var expiresAt = retires ? _clock.GetUtcNow() + RememberFor + _accessLifetime : key.Stored.ExpiresAt;
                await work.CommitAsync(() => repository.RenewAsync(key.Stored, key.Renewed!, expiresAt, ct), ct);
                LogRenewed(key.Stored.Id, expiresAt);
            }
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogNotRenewed(e);
            return false;
        }
    }

    /// <summary>An unchanged list stays the same object, because verifiers are cached by it.</summary>
    private Known Show(List<OpenedKey> keys, DateTimeOffset readAt)
    {
        IEnumerable<SecurityKey> stored = keys.Select(key => key.Key);
        IReadOnlyList<SecurityKey> shown = _configured is null ? [.. stored] : [_configured, .. stored];
        if (_known is { } before && before.Keys.SequenceEqual(shown))
            shown = before.Keys;
        var current = _configured ?? keys.Find(key => key.CanSign)!.Key;
        return new(keys, shown, new SigningCredentials(current, SecurityAlgorithms.EcdsaSha256),
            keys.Min(key => key.Stored.ExpiresAt), readAt);
    }

    /// <summary>The keys that have not expired since they were read.</summary>
    private Known StillValid(Known known, DateTimeOffset now)
    {
        if (known.FirstExpiry is not { } expiry || expiry > now)
            return known;
        var valid = Show(known.Opened.FindAll(key => key.Stored.ExpiresAt is not { } end || end > now), known.ReadAt);
        Interlocked.CompareExchange(ref _known, valid, known);
        return valid;
    }

    [LoggerMessage(LogLevel.Information, "Created the signing key {KeyId}")]
    private partial void LogMade(string keyId);

    [LoggerMessage(LogLevel.Information, "The signing key {KeyId} is now encrypted with the current key ring; "
        + "it expires at {ExpiresAt} (empty for never)")]
    private partial void LogRenewed(string keyId, DateTimeOffset? expiresAt);

    [LoggerMessage(LogLevel.Warning, "The signing keys could not be encrypted with the current key ring. "
        + "They still work, and the encryption will be retried")]
    private partial void LogNotRenewed(Exception exception);

    /// <param name="Opened">All keys that were read.</param>
    /// <param name="FirstExpiry">When the first of them expires; null for never.</param>
    private sealed record Known(
        List<OpenedKey> Opened, IReadOnlyList<SecurityKey> Keys, SigningCredentials Current,
        DateTimeOffset? FirstExpiry, DateTimeOffset ReadAt);
}
