using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// The keys of the access tokens, the same on all nodes: one from the configuration, or those in the database, where the first node that
/// needs one makes it. They are remembered, and read again when they are old or a token names one that is not known.
/// </summary>
internal sealed partial class SigningKeys(IServiceScopeFactory scopes, IOptions<TokenOptions> options, TimeProvider clock, ILogger<SigningKeys> logger)
    : ITokenKeys, IDisposable
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromMinutes(1);

    /// <summary>Tokens with made-up key names must not become a storm of queries.</summary>
    private static readonly TimeSpan RefreshAtMostEvery = TimeSpan.FromSeconds(5);

    private readonly ECDsaSecurityKey? _configured = options.Value.SigningKey is { Length: > 0 } pem ? EcKeys.FromPem(pem) : null;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, ECDsaSecurityKey> _opened = [];
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

    private async Task<List<SigningKey>> FindOrMakeAsync(IServiceProvider services, CancellationToken ct)
    {
        var repository = services.GetRequiredService<SigningKeyRepository>();
        var keys = await repository.ListAsync(clock.GetUtcNow(), ct);
        if (_configured is not null || keys.Exists(CanSign))
            return keys;
        return await services.GetRequiredService<IUnitOfWork>().CommitAsync(async () =>
        {
            await repository.LockAsync(ct);
            var present = await repository.ListAsync(clock.GetUtcNow(), ct);
            if (present.Exists(CanSign))
                return present;
            var made = EcKeys.Make(clock.GetUtcNow());
            repository.Add(made);
            LogMade(made.Id);
            return [made, .. present];
        }, ct);
    }

    private static bool CanSign(SigningKey key) => key.ExpiresAt is null;

    /// <summary>A key that is known already stays the same object, and an unchanged list too: verifiers are remembered by it.</summary>
    private Known Open(List<SigningKey> keys, DateTimeOffset askedAt)
    {
        IReadOnlyList<SecurityKey> opened = _configured is null ? [.. keys.Select(OpenOnce)] : [_configured, .. keys.Select(OpenOnce)];
        if (_known is { } before && before.Keys.SequenceEqual(opened))
            opened = before.Keys;
        var current = _configured ?? OpenOnce(keys.Find(CanSign)!);
        return new(opened, new SigningCredentials(current, SecurityAlgorithms.EcdsaSha256), clock.GetUtcNow(), askedAt);
    }

    private ECDsaSecurityKey OpenOnce(SigningKey key)
    {
        if (!_opened.TryGetValue(key.Id, out var opened))
            _opened[key.Id] = opened = EcKeys.Open(key);
        return opened;
    }

    public void Dispose()
    {
        foreach (var key in _opened.Values)
            key.ECDsa.Dispose();
        _configured?.ECDsa.Dispose();
        _gate.Dispose();
    }

    [LoggerMessage(LogLevel.Information, "Made the signing key {KeyId}")]
    private partial void LogMade(string keyId);

    /// <param name="AskedAt">When they were last read only because a token named another.</param>
    private sealed record Known(IReadOnlyList<SecurityKey> Keys, SigningCredentials Current, DateTimeOffset ReadAt, DateTimeOffset AskedAt);
}
