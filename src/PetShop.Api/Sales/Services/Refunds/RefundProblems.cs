using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>The problems of refunds.</summary>
internal static class RefundProblems
{
    private static readonly ProblemType Disputed = new(
        "payment-disputed", "The payment is disputed.", ProblemKind.Conflict)
    {
        Example = "The cardholder disputes a payment of PS-06ZK-3M92-QX4T, and the bank holds the money. Wait until "
            + "the dispute is decided.",
    };
    private static readonly ProblemType Nothing = new(
        "nothing-to-refund", "Nothing is left to refund.", ProblemKind.Conflict)
    {
        Example = "What was charged for this has been refunded.",
    };
    private static readonly ProblemType NotOpen = new(
        "refund-transfer-not-open", "The transfer is not waiting for an admin.", ProblemKind.Conflict)
    {
        Example = "Transfer 1 has succeeded. Only a failed transfer can be sent again.",
    };

    public static ShopException IsDisputed(long orderId) => new(Disputed,
        $"The cardholder disputes a payment of {OrderNumber.Of(orderId)}, and the bank holds the money. Wait until the "
        + "dispute is decided.");

    public static ShopException IsNothing() => new(Nothing, "What was charged for this has been refunded.");

    public static ShopException HasNoTransfer(long orderId, int number, int transfer) => ShopException.NotFound(
        $"Refund {number} of order {orderId} has no transfer {transfer}.");

    public static ShopException HasNotFailed(RefundTransfer transfer) => new(NotOpen,
        $"Transfer {transfer.Number} {Words(transfer)}. Only a failed transfer can be sent again.");

    public static ShopException IsNotForAdmins(RefundTransfer transfer) => new(NotOpen,
        $"Transfer {transfer.Number} {Words(transfer)}. Only a transfer that no provider makes can be completed, or "
        + "one that failed.");

    private static string Words(RefundTransfer transfer) => transfer.Status switch
    {
        RefundTransferStatus.Succeeded => "has succeeded",
        RefundTransferStatus.Failed => "has failed",
        _ => "is pending",
    };
}
