using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services;

/// <summary>Rules for admins.</summary>
internal static class OwnOrderRules
{
    /// <summary>Admins cannot confirm, mark as paid, refund or approve their own orders.</summary>
    /// <param name="ownerId">The account whose order it is.</param>
    /// <exception cref="ShopException">403.</exception>
    public static void EnsureNotOwnOrder(this Actor actor, long ownerId)
    {
        if (actor.UserId == ownerId)
            throw SalesProblems.IsOwnOrder();
    }
}
