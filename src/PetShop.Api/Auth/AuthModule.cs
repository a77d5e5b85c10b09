using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Dtos;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Repositories.Mails;
using PetShop.Api.Auth.Services;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.Addresses;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Auth.Services.Mails.Limits;
using PetShop.Api.Auth.Services.Search;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Queue;
using PetShop.Api.Core.Security;
using TokenOptions = PetShop.Api.Core.Security.TokenOptions;

namespace PetShop.Api.Auth;

public static class AuthModule
{
    /// <summary>Accounts, roles, sign-in and tokens. It depends on no other domain.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services) => services
        .AddIdentity().AddTokens().AddCredentials().AddSignIn().AddAccounts().AddAccountMails()
        .AddJsonContext(AuthJson.Default)
        .AddConstraintProblem(
            UserConfiguration.UsernameIndex, AuthProblems.UsernameTaken, AuthProblems.UsernameTakenDetail, "username")
        .AddConstraintProblem(
            UserConfiguration.EmailIndex, AuthProblems.EmailTaken, AuthProblems.EmailTakenDetail, "email")
        .AddSingleton(new ApiTag(
            "Sign-in", 1, "Getting a token, refreshing it, ending sessions. The Authorize button above gets one."))
        .AddSingleton(new ApiTag("Accounts", 60, "Accounts, profiles and roles."))
        .AddSingleton(new ApiTag("Addresses", 61, "The addresses of accounts, for shipping and billing."));

    private static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section)
            .Validate(options => options.IsValid(), "A setting of Accounts is out of range: "
                + "counts start at 1, durations are positive, and LongestLock is at least LockFor.").ValidateOnStart();
        services.AddOptions<BootstrapAdminOptions>().BindConfiguration(BootstrapAdminOptions.Section);
        services.AddOptions<PasswordHasherOptions>()
            .Configure<IOptions<AccountOptions>>(
                (hasher, accounts) => hasher.IterationCount = accounts.Value.PasswordIterations);
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddIdentityCore<User>(identity => identity.User.RequireUniqueEmail = true)
            .AddUserStore<AccountStore>();
        return services;
    }

    private static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().Validate(EcKeys.IsUsable, EcKeys.UnusableMessage).ValidateOnStart();
        return services
            .AddScoped<SigningKeyRepository>().AddScoped<SessionRepository>()
            .AddSingleton<SigningKeyProtector>().AddSingleton<SigningKeys>()
            .AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<SigningKeys>())
            .AddSingleton<IDerivedKeys, DerivedKeys>().AddSingleton<TokenIssuer>()
            .AddSingleton<AdminAccounts>().AddSingleton<SessionCache>()
            .AddSingleton<ISessionCache>(provider => provider.GetRequiredService<SessionCache>())
            .AddScoped<ISessionReader, SessionReader>().AddScoped<SessionChanges>();
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddScoped<SessionTokens>()
        .AddScoped<ISessionService, SessionService>()
        .AddScoped<ILoginService, LoginService>()
        .AddScoped<IRefreshService, RefreshService>()
        .AddScoped<ILogoutService, LogoutService>()
        .AddScoped<IPasswordGrant, PasswordGrant>();

    private static IServiceCollection AddCredentials(this IServiceCollection services) => services
        .AddScoped<SignInAttemptRepository>().AddScoped<Lockout>()
        .AddSingleton<PasswordHashes>().AddSingleton<HashingSlots>().AddSingleton<AsyncPasswordHasher>()
        .AddScoped<CurrentPasswordCheck>().AddScoped<PasswordReplacement>()
        .AddScoped<PasswordResetRepository>().AddScoped<AccountTokens>()
        .AddScoped<PasswordResetService>()
        .AddScoped<IPasswordResetService>(provider => provider.GetRequiredService<PasswordResetService>())
        .AddScoped<IPasswordResetRedemption, PasswordResetRedemption>();

    private static IServiceCollection AddAccountMails(this IServiceCollection services) => services
        .AddScoped<MailedTokenRepository>().AddScoped<MailedAddressRepository>()
        .AddScoped<MailedTokens>().AddScoped<AccountMails>().AddScoped<EmailLinks>().AddScoped<EmailChange>()
        .AddSingleton<MailRequestLimit>().AddScoped<RecipientLimit>().AddScoped<AccountMailCleanup>()
        .AddMails<AccountMailComposer>()
        .AddScoped<IPasswordResetRequests, PasswordResetRequests>().AddWorkHandler<PasswordResetRequestHandler>()
        .AddScoped<IEmailVerificationService, EmailVerificationService>();

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<UserRepository>().AddScoped<UserListRepository>().AddScoped<RoleRepository>()
        .AddScoped<AddressRepository>().AddScoped<IAddressService, AddressService>()
        .AddSingleton<IAddressBook, AddressBook>()
        .AddScoped<AccountFactory>().AddScoped<AccountErasure>()
        .AddScoped<IRegistrationService, RegistrationService>()
        .AddScoped<IUserService, UserService>()
        .AddScoped<IProfileService, ProfileService>()
        .AddScoped<IRoleService, RoleService>()
        .AddScoped<IVatVerificationService, VatVerificationService>()
        .AddScoped<IAccountClosureService, AccountClosureService>()
        .AddSingleton<FirstAdmin>().AddScoped<ISeeder, AccountSeeder>()
        .AddJob<AccountCleanupJob>().AddJob<AccountSearchJob>().AddScoped<ISeeder, AccountSearchSeeder>();
}
