using Microsoft.AspNetCore.Identity;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Services.Accounts;

/// <summary>Creates accounts, for registration and for the first admin. Joins the caller's unit of work.</summary>
internal sealed class AccountFactory(UserManager<User> identity, RoleRepository roles, TimeProvider clock)
{
    /// <exception cref="Core.Errors.ShopException">409: the user name or e-mail address is taken.</exception>
    public async Task<User> CreateAsync(
        RegisterRequest request, string passwordHash, IEnumerable<string> roleNames, CancellationToken ct)
    {
        var user = new User
        {
            UserName = request.Username,
            Email = request.Email,
            PasswordHash = passwordHash,
            FirstName = request.FirstName,
            LastName = request.LastName,
            PhoneNumber = request.Phone,
            CreatedAt = clock.GetStoredNow(),
        };
        foreach (var name in roleNames)
            user.Grant(await roles.FindAsync(name, ct)
                ?? throw new InvalidOperationException($"The role '{name}' does not exist. Run migrate."));
        (await identity.CreateAsync(user)).EnsureSucceeded();
        return user;
    }
}
