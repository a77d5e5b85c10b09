using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.GiftCards;

/// <summary>The problems of bought gift cards.</summary>
internal static class GiftCardProblems
{
    private static readonly ProblemType NotAlone = new(
        "gift-cards-not-alone", "Gift cards are ordered apart from goods.", ProblemKind.Conflict)
    {
        Example = "Order these by themselves, because they are not taxed or shipped as goods are: 'Gift card 50'.",
    };
    private static readonly ProblemType TooMany = new(
        "too-many-gift-cards", "There are too many gift cards.", ProblemKind.Conflict)
    {
        Example = "An order can have at most 100 gift cards.",
    };
    private static readonly ProblemType NotChangeable = new(
        "gift-cards-not-changeable", "An order of gift cards cannot be changed.", ProblemKind.Conflict)
    {
        Example = "Until PS-06ZK-3M92-QX4T is paid, it can be cancelled as a whole. Then, place another order.",
    };
    private static readonly ProblemType NotReturnable = new(
        "gift-cards-not-returnable", "Gift cards are not returned.", ProblemKind.Conflict)
    {
        Example = "Gift cards of PS-06ZK-3M92-QX4T that were not used can be refunded. Ask the shop.",
    };
    private static readonly ProblemType NotPaid = new(
        "gift-card-not-paid", "The gift card is not paid.", ProblemKind.Conflict)
    {
        Example = "PS-06ZK-3M92-QX4T is not paid, or a payment of it is disputed or was refunded.",
    };
    private static readonly ProblemType Taken = new(
        "gift-card-code-taken", "The code of the gift card was taken before.", ProblemKind.Conflict)
    {
        Example = "The code of gift card 1, which ends in 8H1N, was shown once. If it was lost, ask the shop for a new "
            + "one.",
    };
    private static readonly ProblemType Refunded = new(
        "gift-card-refunded", "The gift card was refunded.", ProblemKind.Conflict)
    {
        Example = "Gift card 1 was refunded.",
    };
    private static readonly ProblemType Spent = new(
        "gift-card-spent", "The gift card was used.", ProblemKind.Conflict)
    {
        Example = "Gift card 1 is no longer worth its price, so it cannot be refunded.",
    };
    private static readonly ProblemType ByCard = new(
        "gift-cards-refunded-one-by-one", "Gift cards are refunded one by one.", ProblemKind.Conflict)
    {
        Example = "POST /sales/orders/227633266688/refunds with gift_cards, so that nobody spends what was refunded.",
    };

    /// <param name="names">Of the gift cards among the goods.</param>
    public static ShopException AreNotAlone(IEnumerable<string> names) => new(NotAlone,
        "Order these by themselves, because they are not taxed or shipped as goods are: "
        + $"{string.Join(", ", names.Select(name => $"'{name}'"))}.");

    public static ShopException AreTooMany() =>
        new(TooMany, $"An order can have at most {BoughtGiftCard.MaxOfOrder} gift cards.");

    public static ShopException CannotBeChanged(Order order) => new(NotChangeable,
        $"Until {OrderNumber.Of(order.Id)} is paid, it can be cancelled as a whole. Then, place another order.");

    public static ShopException CannotBeReturned(Order order) => new(NotReturnable,
        $"Gift cards of {OrderNumber.Of(order.Id)} that were not used can be refunded. Ask the shop.");

    public static ShopException IsNotPaid(long orderId) => new(NotPaid,
        $"{OrderNumber.Of(orderId)} is not paid, or a payment of it is disputed or was refunded.");

    /// <param name="ending">The last characters of its code.</param>
    public static ShopException IsTaken(int number, string ending) => new(Taken,
        $"The code of gift card {number}, which ends in {ending}, was shown once. If it was lost, ask the shop for a "
        + "new one.");

    public static ShopException IsRefunded(int number) => new(Refunded, $"Gift card {number} was refunded.");

    public static ShopException IsSpent(int number) => new(Spent,
        $"Gift card {number} is no longer worth its price, so it cannot be refunded.");

    public static ShopException AreRefundedOneByOne(long orderId) => new(ByCard,
        $"POST /sales/orders/{orderId}/refunds with gift_cards, so that nobody spends what was refunded.");

    public static ShopException NotFound(long orderId, int number) =>
        ShopException.NotFound($"Order {orderId} has no gift card {number}.");

    /// <summary>Only who bought them sees their codes.</summary>
    public static ShopException IsOfAnother() => ShopException.Forbidden(
        "Only the customer of the order can take the codes of its gift cards. An admin can replace a code that was "
        + "lost.");
}
