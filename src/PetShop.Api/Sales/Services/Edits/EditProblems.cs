using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.Edits;

/// <summary>The problems of editing orders.</summary>
internal static class EditProblems
{
    private static readonly ProblemType Paid = new(
        "order-paid", "The order is paid.", ProblemKind.Conflict)
    {
        Example = "The goods of PS-06ZK-3M92-QX4T can be changed only until it is paid. Before it ships, it can be "
            + "cancelled as a whole; delivered goods can be returned.",
    };

    private static readonly ProblemType ExceedsOrder = new(
        "cancellation-exceeds-order", "More would be cancelled than can be.", ProblemKind.Conflict)
    {
        Example = "Lower the quantities of the listed products: you can cancel the units that were ordered, minus "
            + "those already shipped.",
        Members = typeof(CancellationExceedsOrderProblem),
    };

    private static readonly ProblemType EmptyOrder = new(
        "edit-empties-order", "Nothing would be left of the order.", ProblemKind.Conflict)
    {
        Example = "Cancel PS-06ZK-3M92-QX4T instead.",
    };

    private static readonly ProblemType EditedTooOften = new(
        "order-edited-too-often", "The order was edited too often.", ProblemKind.Conflict)
    {
        Example = "PS-06ZK-3M92-QX4T was edited 50 times, so its goods stay as they are. You can cancel it as a whole "
            + "before it ships.",
    };

    private static readonly ProblemType OtherSettings = new(
        "order-settings-changed", "The order was placed under other settings.", ProblemKind.Conflict)
    {
        Example = "The shop's currency, or how it charges tax, was changed since PS-06ZK-3M92-QX4T was placed, so "
            + "no goods can be added. Place another order for them.",
    };

    public static ShopException IsPaid(Order order) => new(Paid,
        $"The goods of {OrderNumber.Of(order.Id)} can be changed only until it is paid. Before it ships, it can be "
        + "cancelled as a whole; delivered goods can be returned.");

    public static ShopException Exceeds(IReadOnlyList<CancellationShortage> products) => new(ExceedsOrder,
        "Lower the quantities of the listed products: you can cancel the units that were ordered, minus those "
        + "already shipped.")
    {
        Members = new Dictionary<string, object?> { ["products"] = products },
    };

    public static ShopException EmptiesOrder(Order order) =>
        new(EmptyOrder, $"Cancel {OrderNumber.Of(order.Id)} instead.");

    public static ShopException IsEditedTooOften(Order order) => new(EditedTooOften,
        $"{OrderNumber.Of(order.Id)} was edited {Order.MaxEdits} times, so its goods stay as they are. "
        + "You can cancel it as a whole before it ships.");

    public static ShopException HasOtherSettings(Order order) => new(OtherSettings,
        "The shop's currency, or how it charges tax, was changed since "
        + $"{OrderNumber.Of(order.Id)} was placed, so no goods can be added. Place another order for them.");
}
