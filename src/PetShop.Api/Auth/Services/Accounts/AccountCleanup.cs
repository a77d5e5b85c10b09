using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Removes what nothing refers to any more: expired refresh tokens, the sessions they leave empty, old wrong tries.</summary>
internal sealed partial class AccountCleanup(
    SessionRepository sessions, SignInAttemptRepository attempts, IUnitOfWork work, IOptions<TokenOptions> options, TimeProvider clock,
    ILogger<AccountCleanup> logger) : IJob
{
    public string Name => "account-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var names = await work.CommitAsync(() => attempts.RemoveOldAsync(now, ct), ct);
        var count = await work.CommitAsync(() => sessions.RemoveExpiredAsync(now, now - options.Value.RefreshLifetime, ct), ct);
        LogRemoved(count, names);
    }

    [LoggerMessage(LogLevel.Information, "Removed {Sessions} expired sessions and the wrong tries of {Names} names")]
    private partial void LogRemoved(int sessions, int names);
}
