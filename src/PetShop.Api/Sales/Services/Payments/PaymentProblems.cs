using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Payments;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Services.Payments;

/// <summary>The problems of payments.</summary>
internal static class PaymentProblems
{
    private static readonly ProblemType NothingDue =
        new("nothing-to-pay", "Nothing is left to pay.", ProblemKind.Conflict)
        {
            Example = "PS-06ZK-3M92-QX4T is paid.",
        };
    private static readonly ProblemType MoreThanDue =
        new("payment-exceeds-due", "The payment would exceed what is due.", ProblemKind.Conflict)
        {
            Example = "Only 12.50 EUR can still be paid.",
            Members = typeof(PaymentExceedsDueProblem),
        };
    private static readonly ProblemType UnderWay =
        new("payment-in-progress", "Another payment is in progress.", ProblemKind.Conflict)
        {
            Example = "Payment 1 is still in progress. Read it again in a few seconds.",
        };
    private static readonly ProblemType TooManyTries =
        new("too-many-payments", "There are too many payments.", ProblemKind.Conflict)
        {
            Example = "PS-06ZK-3M92-QX4T was tried to be paid 20 times. Ask the shop for another way to pay.",
        };
    private static readonly ProblemType Unavailable =
        new("payment-method-unavailable", "The shop does not take such payments.", ProblemKind.Conflict)
        {
            Example = "The shop takes no cards.",
        };
    private static readonly ProblemType NotAuthorised =
        new("payment-not-authorised", "The payment cannot be captured.", ProblemKind.Conflict)
        {
            Example = "Payment 1 is captured. Only an authorised payment can be captured.",
        };
    private static readonly ProblemType NotCancellable =
        new("payment-not-cancellable", "The payment cannot be cancelled.", ProblemKind.Conflict)
        {
            Example = "Payment 1 is captured. Refund it instead.",
        };

    private static readonly ProblemType Refused =
        new("payment-refused", "The payment provider refuses.", ProblemKind.Conflict)
        {
            Example = "The payment provider refuses: this payment can no longer be captured.",
        };
    private static readonly ProblemType NotAnswered =
        new("payment-provider-unavailable", "The payment provider does not answer.", ProblemKind.Unavailable)
        {
            Example = "The payment provider has not answered. The shop asks it again. Read payment 1 in a minute.",
        };

    /// <param name="reason">The provider's own words; null for customers.</param>
    public static ShopException IsRefused(string? reason) => new(Refused, reason is null
        ? "The payment provider refuses. Read the payment again." : $"The payment provider refuses: {reason}");

    public static ShopException IsNotAnswered(int number) => new(NotAnswered,
        $"The payment provider has not answered. The shop asks it again. Read payment {number} in a minute.")
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };

    public static ShopException NothingIsDue(Order order) => new(NothingDue, order.Status == OrderStatus.Cancelled
        ? $"{OrderNumber.Of(order.Id)} was cancelled." : $"{OrderNumber.Of(order.Id)} is paid.");

    public static ShopException ExceedsDue(decimal due, string currency) => new(
        MoreThanDue, $"Only {Currency.Of(currency).Show(due)} can still be paid.")
    {
        Members = new Dictionary<string, object?>
        {
            ["due_amount"] = Currency.Of(currency).Format(due),
            ["currency"] = currency,
        },
    };

    public static ShopException IsUnderWay(int number) => new(
        UnderWay, $"Payment {number} is still in progress. Read it again in a few seconds.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static ShopException TooMany(Order order, int most) => new(TooManyTries,
        $"{OrderNumber.Of(order.Id)} was tried to be paid {most} times. Ask the shop for another way to pay.");

    public static ShopException IsUnavailable(PaymentMethod method) => new(Unavailable,
        method == PaymentMethod.Card ? "The shop takes no cards." : "The shop does not take such payments.");

    public static ShopException HasNone(long orderId, int number) =>
        ShopException.NotFound($"There is no payment {number} of order {orderId}.");

    public static ShopException IsNotAuthorised(Payment payment) => new(NotAuthorised,
        $"Payment {payment.Number} is {SalesProblems.Format(payment.Status)}. Only an authorised payment can be "
        + "captured.");

    public static ShopException IsNotCancellable(Payment payment) => new(NotCancellable,
        $"Payment {payment.Number} is {SalesProblems.Format(payment.Status)}."
        + (PaymentTransitions.IsCaptured(payment.Status) ? " Refund it instead." : ""));

    public static ShopException OnlyAdminsCancel() => ShopException.Forbidden(
        "The amount is authorised. Cancel the order, or ask the shop to cancel the payment.");

    public static ShopException OnlyAdminsRecord() => ShopException.Forbidden(
        "Only admins record payments that the shop has received. Use the method card.");
}
