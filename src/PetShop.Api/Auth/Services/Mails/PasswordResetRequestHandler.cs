using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>
/// Looks for the account of somebody who forgot the password. It does not wait for the mail server, so that requests
/// for addresses without an account never pile up. What could not be looked up for an hour is dropped, not parked: the
/// address may be anybody's, and the next request for it must not wait for an admin.
/// </summary>
internal sealed class PasswordResetRequestHandler(
    UserRepository users, AccountMails mails, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string Name = "password-resets";

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public string Queue => Name;

    public QueuePolicy Policy { get; } = new()
    {
        AtOnce = 2,
        Attempts = null,
        LongestPause = TimeSpan.FromMinutes(1),
    };

    public async Task HandleAsync(Work work, CancellationToken ct)
    {
        var asked = work.Read(AccountMailJson.Default.AskedReset);
        if (clock.GetUtcNow() - work.AddedAt >= Patience
            || await users.FindForSignInAsync(asked.Email, ct) is not { } account)
            return;
        await unit.CommitAsync(() =>
        {
            mails.Reset(account.Id);
            return Task.CompletedTask;
        }, ct);
    }
}
