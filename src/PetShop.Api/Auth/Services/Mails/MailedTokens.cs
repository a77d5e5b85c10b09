using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Entities.Mails;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Mails;

/// <summary>Makes the tokens in mails, each in a unit of work of its own.</summary>
internal sealed class MailedTokens(
    UserRepository users, MailedTokenRepository tokens, IUnitOfWork work, IOptions<AccountOptions> options,
    TimeProvider clock)
{
    private const int MostInAnHour = 3;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <param name="mailId">The mail that it is for.</param>
    /// <returns>Null if the account was closed meanwhile.</returns>
    public Task<string?> MakeAsync(
        long userId, MailedTokenPurpose purpose, string email, long mailId, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            if (!await users.LockOpenAsync(userId, ct))
                return null;
            var (token, now) = (RefreshSecret.Create(), clock.GetStoredNow());
            await tokens.AddAsync(new MailedToken
            {
                TokenHash = RefreshSecret.HashOf(token),
                UserId = userId,
                Purpose = purpose,
                Email = email,
                MailId = mailId,
                CreatedAt = now,
                ExpiresAt = now + LifetimeOf(purpose),
            }, ct);
            return token;
        }, ct);

    /// <exception cref="Core.Errors.ShopException">429: there were a few links that verify an address within an hour.
    /// </exception>
    public async Task RequireFewAsync(long userId, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Hour;
        if (await tokens.CountAsync(userId, MailedTokenPurpose.EmailVerification, since, ct) >= MostInAnHour)
            throw AuthProblems.AskedTooOften(Hour);
    }

    private TimeSpan LifetimeOf(MailedTokenPurpose purpose) => purpose switch
    {
        MailedTokenPurpose.PasswordReset => options.Value.PasswordResetLifetime,
        MailedTokenPurpose.Recovery => options.Value.RecoveryLifetime,
        _ => options.Value.EmailVerificationLifetime,
    };
}
