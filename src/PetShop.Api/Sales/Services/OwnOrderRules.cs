using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services;

/// <summary>Whose order it is, and what admins cannot do with their own.</summary>
internal static class OwnOrderRules
{
    /// <summary>
    /// Whether the caller is the order's customer: its account, or a guest by a signed link that has not ended
    /// meanwhile.
    /// </summary>
    public static bool Owns(this Actor actor, OrderOwner order) =>
        order.UserId is { } id ? id == actor.UserId : actor.LinkedId == order.OrderId && !order.IsErased;

    /// <exception cref="ShopException">403: the order belongs to somebody else, and the caller is no admin. 404: the
    /// guest was erased while the request waited.</exception>
    public static void EnsureMaySee(this Actor actor, OrderOwner order)
    {
        if (order.IsErased && actor.LinkedId == order.OrderId)
            throw SalesProblems.HasNoOrder(order.OrderId);
        if (!actor.Owns(order))
            actor.EnsureMaySee(order.UserId);
    }

    /// <summary>Admins cannot confirm, mark as paid, refund or approve their own orders.</summary>
    /// <param name="ownerId">The account whose order it is; null for a guest's.</param>
    /// <exception cref="ShopException">403.</exception>
    public static void EnsureNotOwnOrder(this Actor actor, long? ownerId)
    {
        if (actor.UserId == ownerId)
            throw SalesProblems.IsOwnOrder();
    }
}
