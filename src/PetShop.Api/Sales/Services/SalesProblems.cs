using System.Globalization;
using System.Text.Json;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Dtos.Returns;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services;

/// <summary>What sales refuse, in the caller's words.</summary>
internal static class SalesProblems
{
    public static readonly ProblemType NotOnSale = new("product-not-on-sale", "A product is not on sale.", ProblemKind.Invalid)
    {
        Example = "Take the products named in errors out and send the request again.",
    };
    private static readonly ProblemType EmptyCart = new("cart-empty", "The cart is empty.", ProblemKind.Conflict)
    {
        Example = "Put something into the cart first, or send items.",
    };
    private static readonly ProblemType AlreadyShipped = new(
        "order-shipped", "The order has been shipped.", ProblemKind.Conflict)
    {
        Example = "The address of PS-06ZK-3M92-QX4T can no longer be changed.",
    };
    private static readonly ProblemType Invoiced = new("invoice-exists", "The order has a valid invoice.", ProblemKind.Conflict)
    {
        Example = "Make invoice 227633266689 void first: an order has one valid invoice.",
    };
    private static readonly ProblemType OrderCancelled = new("order-cancelled", "The order was cancelled.", ProblemKind.Conflict)
    {
        Example = "Nothing is owed for PS-06ZK-3M92-QX4T.",
    };
    private static readonly ProblemType NotPending = new("invoice-not-pending", "The invoice is no longer pending.", ProblemKind.Conflict)
    {
        Example = "Only a pending invoice's due date can be changed.",
    };
    private static readonly ProblemType NotDelivered = new("order-not-delivered", "The order has not been delivered.", ProblemKind.Conflict)
    {
        Example = "PS-06ZK-3M92-QX4T is shipped. Only what was delivered can be returned; before it is shipped it can be cancelled.",
    };
    private static readonly ProblemType ExceedsOrder = new("return-exceeds-order", "That is more than can be returned.", ProblemKind.Conflict)
    {
        Example = "Lower the quantities named in items: no more can be returned than was bought, less what was returned already.",
        Members = typeof(ReturnExceedsOrderProblem),
    };
    private static readonly ProblemType UnderWay = new("return-under-way", "The return has been decided on.", ProblemKind.Conflict)
    {
        Example = "Only a return that is still requested can be withdrawn.",
    };
    private static readonly ProblemType NotPaid = new(
        "order-not-paid", "The order has no payment to refund.", ProblemKind.Conflict)
    {
        Example = "The invoice of PS-06ZK-3M92-QX4T has not been paid: there is nothing to give back. An unpaid invoice can be made void.",
    };
    private static readonly ProblemType MoreThanPaid = new("refund-exceeds-payment", "More would go back than was paid.", ProblemKind.Conflict)
    {
        Example = "12.50 EUR of what was paid are left to give back.",
        Members = typeof(RefundExceedsPaymentProblem),
    };
    private static readonly ProblemType OwnOrder = new("own-order", "Somebody else must decide on your order.", ProblemKind.Forbidden)
    {
        Example = "You bought this yourself. Another admin must change its status, its invoice or its return; you can still cancel it as its customer.",
    };
    private static readonly ProblemType TooMuchUnpaid = new("too-much-unpaid", "Too much is ordered and not paid.", ProblemKind.Conflict)
    {
        Example = "Orders that are neither paid nor confirmed: 20, with 34 units; allowed: 20 orders and 1000 units. Pay or cancel some first, or order less.",
        Members = typeof(TooMuchUnpaidProblem),
    };
    private static readonly ProblemType TooManyCancelled = new("too-many-cancellations", "Too many orders were cancelled.", ProblemKind.TooMany)
    {
        Example = "You cancelled so many orders within a day that no new one is taken for now.",
    };
    private static readonly ProblemType OtherTotal = new("total-changed", "The total is no longer what you expected.", ProblemKind.Conflict)
    {
        Example = "The total is 31.98 EUR now. Nothing was ordered: show it to the customer, and send it as expected_total.",
        Members = typeof(TotalChangedProblem),
    };

    /// <param name="isInBody">Whether the body names it, in <c>user_id</c>.</param>
    public static ShopException HasNoAccount(bool isInBody)
    {
        const string detail = "There is no account with this id, or it was closed.";
        return isInBody ? ShopException.Invalid("user_id", detail) : ShopException.NotFound(detail);
    }

    public static ShopException HasNoOrder(long id) => ShopException.NotFound($"There is no order {id}.");

    public static ShopException CartIsEmpty() => new(EmptyCart, "Put something into the cart first, or send items.");

    /// <summary>Names each line whose product cannot be bought.</summary>
    public static ShopException AreNotOnSale(IReadOnlyDictionary<string, string[]> errors) =>
        new(NotOnSale, "Take the products named in errors out and send the request again.") { Errors = errors };

    /// <param name="products">A sentence for each product of the cart that cannot be bought.</param>
    public static ShopException CartIsNotOnSale(IEnumerable<string> products) =>
        new(NotOnSale, $"{string.Join(' ', products)} Take that out of the cart and send the request again.");

    public static ShopException IsShipped(string number) => new(AlreadyShipped, $"The address of {number} can no longer be changed.");

    public static ShopException HasValidInvoice(long invoiceId) =>
        new(Invoiced, $"Make invoice {invoiceId} void first: an order has one valid invoice.");

    public static ShopException IsCancelled(string number) => new(OrderCancelled, $"Nothing is owed for {number}.");

    public static ShopException IsNotPending() => new(NotPending, "Only a pending invoice's due date can be changed.");

    public static ShopException IsNotDelivered(string number, Enum status) =>
        new(NotDelivered, $"{number} is {Spell(status)}. Only what was delivered can be returned; before it is shipped it can be cancelled.");

    /// <param name="status">Of the order's invoice; null where it has no valid one.</param>
    public static ShopException IsNotPaid(long orderId, InvoiceStatus? status) => new(NotPaid, status == InvoiceStatus.Refunded
        ? $"The invoice of {OrderNumber.Of(orderId)} was refunded as a whole: nothing is left to give back."
        : $"The invoice of {OrderNumber.Of(orderId)} has not been paid: there is nothing to give back. An unpaid invoice can be made void.");

    /// <param name="refundable">What is left of the payment.</param>
    public static ShopException ExceedsPayment(decimal refundable, string currency)
    {
        var left = Currency.Of(currency).Spell(refundable);
        return new(MoreThanPaid, string.Create(CultureInfo.InvariantCulture, $"{left} {currency} of what was paid are left to give back."))
        {
            Members = new Dictionary<string, object?> { ["refundable"] = left, ["currency"] = currency },
        };
    }

    public static ShopException IsOwnOrder() => new(OwnOrder,
        "You bought this yourself. Another admin must change its status, its invoice or its return; you can still cancel it as its customer.");

    /// <param name="open">What the account holds.</param>
    /// <param name="orders">The oldest of these orders.</param>
    public static ShopException HoldsTooMuch(UnpaidSum open, OrdersOptions limits, IReadOnlyList<UnpaidOrderItem> orders) => new(TooMuchUnpaid,
        $"Orders that are neither paid nor confirmed: {open.Orders}, with {open.Units} units; allowed: {Limits(limits)}. Pay or cancel some first, or order less.")
    {
        Members = new Dictionary<string, object?>
        {
            ["open_orders"] = open.Orders,
            ["open_units"] = open.Units,
            ["max_orders"] = Limit(limits.MaxUnpaid),
            ["max_units"] = Limit(limits.MaxUnpaidUnits),
            ["orders"] = orders,
        },
    };

    public static ShopException CancelsTooOften(TimeSpan wait) =>
        new(TooManyCancelled, "You cancelled so many orders within a day that no new one is taken for now.") { RetryAfter = wait };

    public static ShopException TotalChanged(Order order)
    {
        var total = Currency.Of(order.Currency).Spell(order.TotalAmount);
        return new(OtherTotal, string.Create(CultureInfo.InvariantCulture,
            $"The total is {total} {order.Currency} now. Nothing was ordered: show it to the customer, and send it as expected_total."))
        {
            Members = new Dictionary<string, object?> { ["total_amount"] = total, ["currency"] = order.Currency },
        };
    }

    /// <param name="items">The lines that are too many, each with what can still be returned.</param>
    public static ShopException ReturnsTooMuch(object items) =>
        new(ExceedsOrder, "Lower the quantities named in items: no more can be returned than was bought, less what was returned already.")
        {
            Members = new Dictionary<string, object?> { ["items"] = items },
        };

    public static ShopException ReturnIsUnderWay() => new(UnderWay, "Only a return that is still requested can be withdrawn.");

    private static int? Limit(int setting) => setting > 0 ? setting : null;

    private static string Limits(OrdersOptions limits) => string.Join(" and ", new[]
    {
        limits.MaxUnpaid > 0 ? $"{limits.MaxUnpaid} orders" : null,
        limits.MaxUnpaidUnits > 0 ? $"{limits.MaxUnpaidUnits} units" : null,
    }.OfType<string>());

    /// <summary>As the wire spells it.</summary>
    public static string Spell(Enum status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
