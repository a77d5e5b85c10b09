using FluentValidation;
using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Tokens;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Creates the roles, the signing key, and the first admin if one is configured and there is none.</summary>
internal sealed partial class AccountSeeder(
    RoleRepository roles, AccountFactory accounts, PasswordHashes passwords, SigningKeys keys, IUnitOfWork work,
    FirstAdmin firstAdmin, ILogger<AccountSeeder> logger)
    : ISeeder
{
    public const string AdminCreated = "The first admin was created.";
    public const string AdminExists = "There is already an admin.";

    public int Order => 0;

    /// <summary>Null if no first admin is configured.</summary>
    public string? Report { get; private set; }

    public async Task SeedAsync(CancellationToken ct)
    {
        await keys.CurrentAsync(ct);
        await work.CommitAsync(async () =>
        {
            foreach (var role in Role.Names)
                await roles.EnsureAsync(role, ct);
        }, ct);
        if (firstAdmin.Request is { } request)
            await CreateAdminAsync(request, ct);
    }

    private async Task CreateAdminAsync(RegisterRequest request, CancellationToken ct)
    {
        if (await roles.HasAdminAsync(ct))
        {
            Report = AdminExists;
            return;
        }
        var passwordHash = passwords.Hash(request.Password);
        var admin = await work.CommitAsync(() => accounts.CreateAsync(request, passwordHash, Role.Names, ct), ct);
        LogMade(admin.Id);
        Report = AdminCreated;
    }

    [LoggerMessage(LogLevel.Warning, "Account {UserId} was created as the first admin")]
    private partial void LogMade(long userId);
}

/// <summary>The configured first admin, subject to the same rules as any registration.</summary>
internal sealed class FirstAdmin(IOptions<BootstrapAdminOptions> options, IValidator<RegisterRequest> validator)
{
    /// <summary>Null if none is configured.</summary>
    /// <exception cref="InvalidOperationException">The configured values are not valid for an account.</exception>
    public RegisterRequest? Request
    {
        get
        {
            var admin = options.Value;
            if (string.IsNullOrEmpty(admin.Username))
                return null;
            var request = new RegisterRequest
            {
                Username = admin.Username,
                Password = admin.Password ?? "",
                Email = string.IsNullOrEmpty(admin.Email) ? admin.Username + "@localhost" : admin.Email,
            };
            var result = validator.Validate(request);
            if (result.IsValid)
                return request;
            var errors = result.Errors.Select(error => $"{error.PropertyName}: {error.ErrorMessage}");
            throw new InvalidOperationException($"BootstrapAdmin is not a valid account. {string.Join(" ", errors)}");
        }
    }
}
