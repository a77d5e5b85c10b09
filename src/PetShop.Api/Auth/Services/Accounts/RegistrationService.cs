using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Auth.Services.Mails.Limits;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Creates accounts of customers.</summary>
public interface IRegistrationService
{
    /// <exception cref="ShopException">403: a role other than user was requested. 409: the user name or e-mail address
    /// is taken.</exception>
    Task<RegisterResponse> RegisterAsync(Actor caller, RegisterRequest request, CancellationToken ct);
}

internal sealed partial class RegistrationService(
    AccountFactory accounts, UserRepository users, AsyncPasswordHasher passwords, AccountMails mails,
    MailRequestLimit limit, IUnitOfWork work, ILogger<RegistrationService> logger) : IRegistrationService
{
    public async Task<RegisterResponse> RegisterAsync(Actor caller, RegisterRequest request, CancellationToken ct)
    {
        if (request.Role is not (null or Actor.UserRole) || request.Roles?.Any(role => role != Actor.UserRole) == true)
            throw ShopException.Forbidden(
                "New accounts always get the role user. Leave the role out; an admin can add others later.");
        var passwordHash = await passwords.HashAsync(request.Password, ct);
        var user = await work.CommitAsync(async () =>
        {
            var made = await accounts.CreateAsync(request, passwordHash, [Actor.UserRole], ct);
            if (mails.IsOn && limit.IsLeft(caller))
                mails.Verify(made.Id);      // otherwise the owner can ask for it
            return await users.FindAsync(made.Id, UserResponse.FromEntity, ct);
        }, ct);
        LogRegistered(user!.Id);
        return new("The account was created. Sign in with POST /auth/login.", user);
    }

    [LoggerMessage(LogLevel.Information, "Account {UserId} was registered")]
    private partial void LogRegistered(long userId);
}
