using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Auth.Services.Mails.Limits;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>
/// Deletes one-time tokens that have expired, and what else mails to accounts leave behind. Joins the caller's unit of
/// work.
/// </summary>
internal sealed class AccountMailCleanup(
    UserRepository users, PasswordResetRepository resets, MailedTokenRepository mailed, RecipientLimit recipients)
{
    public async Task RemoveOldAsync(DateTimeOffset now, CancellationToken ct)
    {
        await resets.RemoveExpiredAsync(now, ct);
        await mailed.RemoveExpiredAsync(now, ct);
        await recipients.RemoveOldAsync(now, ct);
        await users.DropAddressesAsync(now, ct);
    }
}
