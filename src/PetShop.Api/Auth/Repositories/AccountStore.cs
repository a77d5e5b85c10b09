using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Repositories;

/// <summary>
/// Identity's store for the shop's tables. Its saves are flushes: there is always a unit of work around them.
/// </summary>
internal sealed class AccountStore(PetShopDbContext db, IdentityErrorDescriber describer, TimeProvider clock)
    : UserStore<User, Role, PetShopDbContext, long, IdentityUserClaim<long>, UserRole, IdentityUserLogin<long>,
        IdentityUserToken<long>, IdentityRoleClaim<long>>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken = default)
    {
        user.FillSearchText();
        return base.CreateAsync(user, cancellationToken);
    }

    public override Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken = default)
    {
        user.FillSearchText();
        return base.UpdateAsync(user, cancellationToken);
    }

    /// <summary>
    /// Also the account that can still be taken back with this address: no other account gets it until then. An
    /// account's address becomes its previous one in one statement, so that it is found at any time.
    /// </summary>
    public override Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return Users.FirstOrDefaultAsync(user => user.NormalizedEmail == normalizedEmail
            || (user.NormalizedPreviousEmail == normalizedEmail && user.PreviousEmailUntil > now), cancellationToken);
    }
}
