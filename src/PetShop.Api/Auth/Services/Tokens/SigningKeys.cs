using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// The keys of the access tokens, the same on all nodes: one from the configuration, or those in the database, where the first node that
/// needs one makes it. They are remembered, and read again when they are old or a token names one that is not known.
/// </summary>
internal sealed partial class SigningKeys(
    IServiceScopeFactory scopes, SigningKeyVault vault, IOptions<TokenOptions> options, TimeProvider clock, ILogger<SigningKeys> logger)
    : ITokenKeys, IDisposable
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(1);

    /// <summary>Tokens with made-up key names must not become a storm of queries.</summary>
    private static readonly TimeSpan RefreshAtMostEvery = TimeSpan.FromSeconds(5);

    private readonly ECDsaSecurityKey? _configured = options.Value.SigningKey is { Length: > 0 } pem ? EcKeys.FromPem(pem) : null;
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Known? _known;
    private volatile bool _isRefreshAsked;

    public async ValueTask<IReadOnlyCollection<SecurityKey>> ListAsync(CancellationToken ct) => (await KnownAsync(ct)).Keys;

    /// <summary>The key to sign with. Ask before a transaction is open: the keys are read on a connection of their own.</summary>
    public async ValueTask<SigningCredentials> CurrentAsync(CancellationToken ct) => (await KnownAsync(ct)).Current;

    public void Refresh() => _isRefreshAsked = true;

    private ValueTask<Known> KnownAsync(CancellationToken ct) => _known is { } known && IsFresh(known) ? new(known) : new(ReadAsync(ct));

    private bool IsFresh(Known known) => IsYoung(known) && !(_isRefreshAsked && clock.GetUtcNow() - known.AskedAt >= RefreshAtMostEvery);

    private bool IsYoung(Known known) => clock.GetUtcNow() - known.ReadAt is var age && age >= TimeSpan.Zero && age < RememberFor;

    private async Task<Known> ReadAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_known is { } known && IsFresh(known))
                return known;
            var askedAt = _known is not { } before ? DateTimeOffset.MinValue : IsYoung(before) ? clock.GetUtcNow() : before.AskedAt;
            _isRefreshAsked = false;
            await using var scope = scopes.CreateAsyncScope();
            var keys = await FindOrMakeAsync(scope.ServiceProvider, ct);
            return _known = Open(keys, askedAt);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<List<OpenedKey>> FindOrMakeAsync(IServiceProvider services, CancellationToken ct)
    {
        var (repository, work) = (services.GetRequiredService<SigningKeyRepository>(), services.GetRequiredService<IUnitOfWork>());
        var keys = vault.Open(await repository.ListAsync(clock.GetUtcNow(), ct));
        foreach (var key in keys.Where(key => key.Renewed is not null))
        {
            await work.CommitAsync(() => repository.RenewAsync(key.Stored, key.Renewed!, ct), ct);
            LogRenewed(key.Stored.Id);
        }
        if (_configured is not null || keys.Exists(key => key.CanSign))
            return keys;
        var made = vault.Make(clock.GetUtcNow());
        return await work.CommitAsync(async () =>
        {
            await repository.LockAsync(ct);
            var present = vault.Open(await repository.ListAsync(clock.GetUtcNow(), ct));
            if (present.Exists(key => key.CanSign))
                return present;
            repository.Add(made);
            LogMade(made.Id);
            return [.. vault.Open([made]), .. present];
        }, ct);
    }

    /// <summary>An unchanged list stays the same object: verifiers are remembered by it.</summary>
    private Known Open(List<OpenedKey> keys, DateTimeOffset askedAt)
    {
        IEnumerable<SecurityKey> stored = keys.Select(key => key.Key);
        IReadOnlyList<SecurityKey> opened = _configured is null ? [.. stored] : [_configured, .. stored];
        if (_known is { } before && before.Keys.SequenceEqual(opened))
            opened = before.Keys;
        var current = _configured ?? keys.Find(key => key.CanSign)!.Key;
        return new(opened, new SigningCredentials(current, SecurityAlgorithms.EcdsaSha256), clock.GetUtcNow(), askedAt);
    }

    public void Dispose()
    {
        _configured?.ECDsa.Dispose();
        _gate.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "Made the signing key {KeyId}")]
    private partial void LogMade(string keyId);

    [LoggerMessage(LogLevel.Information, "The signing key {KeyId} is now stored encrypted by the present key ring")]
    private partial void LogRenewed(string keyId);

    /// <param name="AskedAt">When they were last read only because a token named another.</param>
    private sealed record Known(IReadOnlyList<SecurityKey> Keys, SigningCredentials Current, DateTimeOffset ReadAt, DateTimeOffset AskedAt);
}
