using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Tokens;

/// <summary>
/// The accounts that have the admin role, so that public reads know without a query that a shopper is not an admin.
/// There are few. They are read once for all requests, and again after a change of roles.
/// </summary>
internal sealed partial class AdminAccounts
{
    public const string Tag = "admin-accounts";

    /// <summary>From this age on, they are refreshed in the background.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly LocalCache<string, HashSet<long>> _memory;
    private readonly IServiceScopeFactory _scopes;
    private readonly SharedTask<HashSet<long>> _read;
    private readonly ILogger<AdminAccounts> _logger;
    private volatile HashSet<long>? _last;

    public AdminAccounts(
        ILocalCacheFactory memories, IServiceScopeFactory scopes, IOptions<DatabaseOptions> options,
        ILogger<AdminAccounts> logger)
    {
        (_memory, _scopes, _logger) = (memories.Create<string, HashSet<long>>(limit: 1, Life), scopes, logger);
        _read = new(ReadAsync, options.Value.WaitLimit);
    }

    /// <summary>
    /// Whether the account is an admin. While the database is unavailable, the last known list is used.
    /// </summary>
    /// <exception cref="TimeoutException">The list was never read, and the database does not respond.</exception>
    public ValueTask<bool> ContainsAsync(long userId, CancellationToken ct)
    {
        if (_memory.TryGet(Tag, out var admins))
            return new(admins.Contains(userId));
        var isOutdated = !_memory.TryGetStale(Tag, out admins);
        if (isOutdated && !(_read.IsFailing && _last is not null))
            return WaitAsync(userId, ct);
        _ = _read.JoinOrStartUnlessFailing();
        return new((admins ?? _last!).Contains(userId));
    }

    private async ValueTask<bool> WaitAsync(long userId, CancellationToken ct)
    {
        try
        {
            HashSet<long>? admins;
            do
                await _read.WaitAsync(ct);
            while (!_memory.TryGetStale(Tag, out admins));       // roles changed while they were read
            return admins.Contains(userId);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && _last is { } last)
        {
            LogUnavailable(e);
            return last.Contains(userId);
        }
    }

    private async Task<HashSet<long>> ReadAsync(CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleRepository>();
        return _last = await _memory.ReadAsync(Tag, [Tag], async () => (await roles.ListAdminsAsync(ct)).ToHashSet());
    }

    [LoggerMessage(LogLevel.Warning, "The list of admins could not be read; the last known one is used")]
    private partial void LogUnavailable(Exception exception);
}
