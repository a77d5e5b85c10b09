using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Sales.Services;

/// <summary>Filters that only admins may use.</summary>
internal static class AdminFilters
{
    /// <summary>
    /// The account whose resources are listed: the caller's own or, for an admin, the given one, if any.
    /// </summary>
    /// <param name="userId"><c>user_id</c> as sent.</param>
    /// <exception cref="ShopException">400: the caller is not an admin and named an account.</exception>
    public static long? UserId(Actor actor, long? userId)
    {
        Require(actor, ("user_id", userId));
        return actor.IsAdmin ? userId : actor.UserId;
    }

    /// <exception cref="ShopException">400: the caller is not an admin and used one of them.</exception>
    public static void Require(Actor actor, params (string Name, object? Value)[] filters)
    {
        if (actor.IsAdmin)
            return;
        string[] unknown = ["Only admins can filter by this. Leave it out."];
        var errors = filters.Where(filter => filter.Value is not null)
            .ToDictionary(filter => filter.Name, _ => unknown);
        if (errors.Count > 0)
            throw new ShopException(
                ProblemTypes.Validation, "Correct the parameters named in errors and send the request again.")
            {
                Errors = errors,
            };
    }
}
