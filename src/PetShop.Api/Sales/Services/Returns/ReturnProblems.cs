using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Returns;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>The problems of returns.</summary>
internal static class ReturnProblems
{
    private static readonly ProblemType NotDelivered =
        new("order-not-delivered", "The order has not been delivered.", ProblemKind.Conflict)
        {
            Example = "PS-06ZK-3M92-QX4T is shipped. Only delivered orders can be returned; "
                + "an order can be cancelled until it ships.",
        };
    private static readonly ProblemType ExceedsOrder =
        new("return-exceeds-order", "The return exceeds what can be returned.", ProblemKind.Conflict)
        {
            Example = "Lower the quantities of the products in items: you can return the units that were bought, "
                + "minus those already returned.",
            Members = typeof(ReturnExceedsOrderProblem),
        };
    private static readonly ProblemType TooLate =
        new("return-too-late", "The time for returns has passed.", ProblemKind.Conflict)
        {
            Example = "PS-06ZK-3M92-QX4T could be returned for 14 days after its delivery. "
                + "If something is wrong with the goods, contact the shop.",
        };
    private static readonly ProblemType WithdrawnTooOften =
        new("return-withdrawn-too-often", "Returns of the order were withdrawn too often.", ProblemKind.Conflict)
        {
            Example = "20 returns of PS-06ZK-3M92-QX4T were withdrawn. To return goods of it, contact the shop.",
        };
    private static readonly ProblemType UnderWay =
        new("return-under-way", "The return has already been decided.", ProblemKind.Conflict)
        {
            Example = "A return can be withdrawn only while its status is requested.",
        };

    public static ShopException IsNotDelivered(string number, Enum status) =>
        new(NotDelivered, $"{number} is {SalesProblems.Format(status)}. Only delivered orders can be returned; "
            + "an order can be cancelled until it ships.");

    public static ShopException IsTooLate(string number, int days) =>
        new(TooLate, $"{number} could be returned for {days} days after its delivery. "
            + "If something is wrong with the goods, contact the shop.");

    public static ShopException IsWithdrawnTooOften(string number, int times) => new(WithdrawnTooOften,
        $"{times} returns of {number} were withdrawn. To return goods of it, contact the shop.");

    /// <param name="items">The products whose quantity is too high, each with what can still be returned.</param>
    public static ShopException ExceedsWhatCanBeReturned(object items) =>
        new(ExceedsOrder, "Lower the quantities of the products in items: you can return the units that were bought, "
            + "minus those already returned.")
        {
            Members = new Dictionary<string, object?> { ["items"] = items },
        };

    public static ShopException IsUnderWay() =>
        new(UnderWay, "A return can be withdrawn only while its status is requested.");
}
