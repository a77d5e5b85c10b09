using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>The problems of store credits.</summary>
internal static class CreditProblems
{
    private const string NoCard = "There is no gift card with this code, or nothing is left of it, or it has expired "
        + "or is blocked.";

    private static readonly ProblemType UnusableCard =
        new("gift-card-unusable", "The gift card cannot be used.", ProblemKind.Conflict) { Example = NoCard };
    private static readonly ProblemType UnusableCredit =
        new("store-credit-unusable", "The store credit cannot be used.", ProblemKind.Conflict)
        {
            Example = "The store credit has expired.",
        };
    private static readonly ProblemType OtherCurrency =
        new("store-credit-currency", "The store credit is in another currency.", ProblemKind.Conflict)
        {
            Example = "The store credit is in USD, the order in EUR.",
        };
    private static readonly ProblemType TooLittle =
        new("store-credit-too-low", "Too little is left of the store credit.", ProblemKind.Conflict)
        {
            Example = "Only 5.00 EUR are left.",
            Members = typeof(StoreCreditTooLowProblem),
        };
    private static readonly ProblemType Own =
        new("own-store-credit", "You cannot change your own store credit.", ProblemKind.Forbidden)
        {
            Example = "This is your own store credit. Another admin must change it.",
        };
    private static readonly ProblemType Left =
        new("store-credit-left", "The account has store credit left.", ProblemKind.Conflict)
        {
            Example = "5.00 EUR of store credit are left. Spend them, or ask the shop to take them out.",
        };
    private static readonly ProblemType NotTender = new(
        "gift-cards-need-money", "Gift cards are not paid with store credit.", ProblemKind.Conflict)
    {
        Example = "Pay for gift cards in another way than with a gift card or store credit.",
    };
    private static readonly ProblemType CodesLeft = new(
        "gift-card-codes-left", "Codes of gift cards were not taken.", ProblemKind.Conflict)
    {
        Example = "Codes of gift cards of PS-06ZK-3M92-QX4T would be lost. Take them, or refund the gift cards.",
    };
    private static readonly ProblemType NoAccount =
        new("account-closed", "The account was closed.", ProblemKind.Conflict)
        {
            Example = "The account was closed, so nobody could use its store credit.",
        };
    private static readonly ProblemType NoCode =
        new("store-credit-without-code", "The store credit has no code.", ProblemKind.Conflict)
        {
            Example = "This is the credit of an account. It has no code.",
        };

    /// <summary>The same answer whatever is wrong, so that who guesses codes learns nothing.</summary>
    public static ShopException IsUnusableCard() => new(UnusableCard, NoCard);

    public static ShopException IsUnusable(StoreCredit credit) => new(UnusableCredit,
        credit.DisabledAt is not null ? "The store credit is blocked. Ask the shop."
        : credit.Balance == 0 ? "Nothing is left of the store credit." : "The store credit has expired.");

    /// <summary>For admins who add to it.</summary>
    public static ShopException IsBlocked(StoreCredit credit) => new(UnusableCredit,
        $"The account's store credit {credit.Id} is blocked. Allow it to be used again first.");

    public static ShopException IsOtherCurrency(StoreCredit credit, string currency) => new(OtherCurrency,
        $"The store credit is in {credit.Currency}, the order in {currency}.");

    /// <param name="left">What can be spent or taken out.</param>
    public static ShopException IsTooLow(StoreCredit credit, decimal left) => new(TooLittle,
        $"Only {Currency.Of(credit.Currency).Show(left)} are left.")
    {
        Members = new Dictionary<string, object?>
        {
            ["balance"] = Currency.Of(credit.Currency).Format(left),
            ["currency"] = credit.Currency,
        },
    };

    public static ShopException IsOwn() =>
        new(Own, "This is your own store credit. Another admin must change it.");

    public static ShopException IsLeft(IEnumerable<StoreCredit> credits)
    {
        var sums = credits.GroupBy(credit => credit.Currency)
            .Select(of => Currency.Of(of.Key).Show(of.Sum(credit => credit.Balance)));
        return new(Left, $"{string.Join(" and ", sums)} of store credit are left. Spend them, or ask the shop to take "
            + "them out.");
    }

    public static ShopException NeedMoney() =>
        new(NotTender, "Pay for gift cards in another way than with a gift card or store credit.");

    public static ShopException HasCodesLeft(long orderId) => new(CodesLeft,
        $"Codes of gift cards of {OrderNumber.Of(orderId)} would be lost. Take them, or refund the gift cards.");

    public static ShopException HasNoAccount() =>
        new(NoAccount, "The account was closed, so nobody could use its store credit.");

    public static ShopException HasNoCode() => new(NoCode, "This is the credit of an account. It has no code.");

    public static ShopException NotFound(long id) => ShopException.NotFound($"There is no store credit {id}.");
}
