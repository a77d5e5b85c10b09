using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services;

/// <summary>What holds for those who run the shop.</summary>
internal static class StaffRules
{
    /// <summary>Nobody confirms, marks paid, refunds or approves what they bought themselves.</summary>
    /// <param name="ownerId">The account whose order it is.</param>
    /// <exception cref="ShopException">403.</exception>
    public static void EnsureDecidesForOthers(this Actor actor, long ownerId)
    {
        if (actor.UserId == ownerId)
            throw SalesProblems.IsOwnOrder();
    }
}
