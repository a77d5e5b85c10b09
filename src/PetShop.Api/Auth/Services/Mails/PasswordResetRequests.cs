using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Services.Mails.Limits;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Queue;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>Takes the requests of people who forgot their password.</summary>
public interface IPasswordResetRequests
{
    /// <summary>
    /// Lets a worker look for the account and mail a link to it. Whether there is an account makes no difference here.
    /// </summary>
    /// <exception cref="ShopException">429: too many requests of mails from this address. 503: the shop sends no
    /// mail.</exception>
    Task AskAsync(Actor caller, string email, CancellationToken ct);
}

internal sealed class PasswordResetRequests(
    IWorkQueue queue, IUnitOfWork work, AccountMails mails, MailRequestLimit limit, IDerivedKeys keys,
    ILookupNormalizer normalizer) : IPasswordResetRequests
{
    private const string Purpose = "password-reset-requests";

    public async Task AskAsync(Actor caller, string email, CancellationToken ct)
    {
        if (!mails.IsOn)
            throw AuthProblems.SendsNoMail();
        limit.Count(caller);
        var wanted = normalizer.NormalizeEmail(email)!;
        var key = Convert.ToHexStringLower(await keys.HashAsync(Purpose, wanted, ct));
        await work.CommitAsync(() =>
        {
            queue.Add(WorkItem.Of(
                PasswordResetRequestHandler.Name, key, new AskedReset(wanted), AccountMailJson.Default.AskedReset));
            return Task.CompletedTask;
        }, ct);
    }
}

/// <param name="Email">As addresses are compared. The item is deleted as soon as the account was looked up.</param>
internal sealed record AskedReset(string Email);
