using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>
/// Deletes data that is no longer needed: expired refresh tokens, sessions without tokens, old failure counters,
/// networks, one-time tokens and new addresses that nobody has verified.
/// </summary>
internal sealed partial class AccountCleanupJob(
    SessionRepository sessions, SignInAttemptRepository attempts, AccountMailCleanup mails, IUnitOfWork work,
    IOptions<TokenOptions> options, TimeProvider clock, ILogger<AccountCleanupJob> logger) : IJob
{
    /// <summary>How long an ended session is kept.</summary>
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(1);

    public string Name => "account-cleanup";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var names = await work.CommitAsync(() => attempts.RemoveOldAsync(now, now - Lockout.KnownFor, ct), ct);
        var count = await work.CommitAsync(
            () => sessions.RemoveExpiredAsync(now, now - KeepEnded, now - options.Value.RefreshLifetime, ct), ct);
        await work.CommitAsync(() => mails.RemoveOldAsync(now, ct), ct);
        LogRemoved(count, names);
    }

    [LoggerMessage(LogLevel.Information, "Removed {Sessions} expired sessions and {Counters} failed sign-in counters")]
    private partial void LogRemoved(int sessions, int counters);
}
