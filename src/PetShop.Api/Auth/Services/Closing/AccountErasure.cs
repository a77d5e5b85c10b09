using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Closing;

/// <summary>
/// Erases personal data: name, e-mail, phone and password, addresses, roles, all sessions with their networks, its
/// one-time tokens and mails that wait, and failure counters of its names. Other domains erase theirs. The row stays
/// without a name, because orders and invoices refer to it. Joins the caller's unit of work.
/// </summary>
internal sealed class AccountErasure(
    UserRepository users, RoleRepository roles, SessionChanges sessions, AccountTokens tokens,
    Lockout lockout, IAccountClosedHandler elsewhere, TimeProvider clock)
{
    /// <param name="actor">The caller who closes the account.</param>
    /// <param name="user">Locked, with its roles.</param>
    /// <exception cref="Core.Errors.ShopException">409: it is the last admin, or another domain needs it open.
    /// </exception>
    public async Task EraseAsync(Actor actor, User user, CancellationToken ct)
    {
        await EnsureNotLastAdminAsync(user, ct);
        await lockout.EraseAsync([user.NormalizedUserName, user.NormalizedEmail], ct);
        await tokens.EraseAsync(user.Id, ct);
        sessions.RolesChanged(user.Id);
        await sessions.EraseAsync(user.Id, ct);
        await users.EraseAddressesAsync(user.Id, ct);
        foreach (var held in user.Roles.ToList())
            users.Remove(held);
        // The others see the account as it was, also if they write what has changed so far.
        await elsewhere.CloseAsync(actor, user.Id, ct);
        user.Close(clock.GetUtcNow());
    }

    private async Task EnsureNotLastAdminAsync(User user, CancellationToken ct)
    {
        var admin = await roles.FindAsync(Actor.AdminRole, ct);
        if (user.Has(admin!) && !await roles.LockOtherAdminsAsync(user.Id, ct))
            throw AuthProblems.IsLastAdmin();
    }
}
