using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Guests;

/// <summary>The problems of customers without an account.</summary>
internal static class GuestProblems
{
    private const string HowToGetCart =
        "Create a token with POST /sales/carts/guest and send it, as it is, in the header Cart-Token.";

    private const string HowToGetLink =
        "Ask the shop for a new link. The order itself has not changed.";

    private static readonly ProblemType NoCart =
        new("cart-token-invalid", "There is no guest cart with this token.", ProblemKind.NotFound)
        {
            Example = HowToGetCart,
        };

    private static readonly ProblemType Expired =
        new("order-link-expired", "The link to the order has expired.", ProblemKind.Forbidden)
        {
            Example = HowToGetLink,
        };

    private static readonly ProblemType NotAGuest =
        new("order-has-account", "The order belongs to an account.", ProblemKind.Conflict)
        {
            Example = "Its customer signs in to see it. Only orders of guests have links.",
        };

    private static readonly ProblemType Erased =
        new("guest-erased", "The personal data of the order's guest were erased.", ProblemKind.Conflict)
        {
            Example = "The order has no links any more. Only admins can open it.",
        };

    private static readonly ProblemType TooMuchUnpaid =
        new("too-much-unpaid-as-guest", "Too many orders of guests are unpaid.", ProblemKind.Conflict)
        {
            Example = "There are too many unpaid orders for this e-mail address or from your network. Pay or cancel "
                + "them first, order less, or sign in.",
        };

    /// <summary>A missing token, and one that the shop did not issue.</summary>
    public static ShopException HasNoCart() => new(NoCart, HowToGetCart);

    public static ShopException LinkHasExpired() => new(Expired, HowToGetLink);

    public static ShopException HasAccount() => new(NotAGuest, NotAGuest.Example!);

    public static ShopException IsErased() => new(Erased, Erased.Example!);

    /// <summary>It says nothing about the other orders: anybody can type any e-mail address.</summary>
    public static ShopException HoldsTooMuch() => new(TooMuchUnpaid, TooMuchUnpaid.Example!);

    public static ShopException MakesTooManyCarts(TimeSpan wait) => new(ProblemTypes.TooManyRequests,
        "Too many carts were filled from your network. Wait for the time in Retry-After, or sign in.")
    {
        RetryAfter = wait,
    };
}
