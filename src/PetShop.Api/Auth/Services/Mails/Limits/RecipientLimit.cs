using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails.Limits;

/// <summary>
/// Limits how many mails about accounts go to one address, whichever accounts they are about: the address may be a
/// stranger's who never asked for one. What is over the limit is not sent, and nobody but the log is told, because that
/// would tell of others' mails. Each kind is counted for itself.
/// </summary>
internal sealed partial class RecipientLimit(
    MailedAddressRepository mails, IDerivedKeys keys, ILookupNormalizer normalizer, IUnitOfWork work,
    TimeProvider clock, ILogger<RecipientLimit> logger)
{
    private const int MostLinksInAnHour = 3;
    private const int MostInADay = 10;
    private const string Purpose = "mailed-addresses";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Counts a mail. One that was counted before may be sent again.</summary>
    /// <returns>False if it must not be sent.</returns>
    public async Task<bool> TakeAsync(long mailId, string address, AccountMailKind kind, CancellationToken ct)
    {
        var now = clock.GetStoredNow();
        var mail = new MailedAddress
        {
            AddressHash = await keys.HashAsync(Purpose, normalizer.NormalizeEmail(address)!, ct),
            MailId = mailId,
            Kind = kind,
            CreatedAt = now,
        };
        var isTaken = await work.CommitAsync(async () =>
        {
            await mails.LockAsync(mail.AddressHash, ct);
            if (IsTooMany(kind, await mails.ListOthersAsync(mail, now - Day, ct), now))
                return false;
            await mails.AddAsync(mail, ct);
            return true;
        }, ct);
        if (!isTaken)
            LogOver(kind, mailId);
        return isTaken;
    }

    /// <summary>
    /// Resets have no limit for a day: somebody else could use it up, and keep the owner from signing in. Within the
    /// hour of theirs, the links that came before work.
    /// </summary>
    private static bool IsTooMany(AccountMailKind kind, List<DateTimeOffset> others, DateTimeOffset now) => kind switch
    {
        AccountMailKind.PasswordReset => AreLinksTooMany(others, now),
        AccountMailKind.Verification => others.Count >= MostInADay || AreLinksTooMany(others, now),
        _ => others.Count >= MostInADay,
    };

    private static bool AreLinksTooMany(List<DateTimeOffset> others, DateTimeOffset now) =>
        others.Count(time => time > now - Hour) >= MostLinksInAnHour;

    /// <summary>Forgets what no longer counts. Joins the caller's unit of work.</summary>
    public Task RemoveOldAsync(DateTimeOffset now, CancellationToken ct) => mails.RemoveOldAsync(now - Day, ct);

    [LoggerMessage(LogLevel.Warning, "The {Kind} mail {Id} is not sent: its recipient got too many")]
    private partial void LogOver(AccountMailKind kind, long id);
}
