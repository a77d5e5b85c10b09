using System.Globalization;
using System.Text.Json;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Entities.Invoices;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services;

/// <summary>The problems of sales.</summary>
internal static class SalesProblems
{
    public static readonly ProblemType NotOnSale =
        new("product-not-on-sale", "A product is not on sale.", ProblemKind.Invalid)
        {
            Example = "Remove the products named in errors and send the request again.",
        };
    /// <summary>A code of a promotion or shipping method is taken.</summary>
    public static readonly ProblemType DuplicateCode =
        new("duplicate-code", "The code is taken.", ProblemKind.Invalid)
        {
            Example = "Choose other codes for those named in errors.",
        };
    private static readonly ProblemType PriceDependsOnPlace =
        new("price-depends-on-address", "The new address would change the price.", ProblemKind.Conflict)
        {
            Example = "Tax or shipping is different there. Cancel the order and place it again.",
        };
    private static readonly ProblemType NotDelivered =
        new("no-shipping", "The shop does not deliver there.", ProblemKind.Conflict)
        {
            Example = "The shop does not deliver these goods to this address. Choose another address, or order less.",
        };
    private static readonly ProblemType EmptyCart = new("cart-empty", "The cart is empty.", ProblemKind.Conflict)
    {
        Example = "Add products to the cart first, or send items.",
    };
    private static readonly ProblemType AlreadyShipped = new(
        "order-shipped", "The order has already shipped.", ProblemKind.Conflict)
    {
        Example = "The address of PS-06ZK-3M92-QX4T can no longer be changed.",
    };
    private static readonly ProblemType Invoiced =
        new("invoice-exists", "The order already has a valid invoice.", ProblemKind.Conflict)
        {
            Example = "Void invoice 227633266689 first: an order can have only one valid invoice.",
        };
    private static readonly ProblemType OrderCancelled =
        new("order-cancelled", "The order was cancelled.", ProblemKind.Conflict)
        {
            Example = "Nothing is owed for PS-06ZK-3M92-QX4T.",
        };
    private static readonly ProblemType NotPending =
        new("invoice-not-pending", "The invoice is no longer pending.", ProblemKind.Conflict)
        {
            Example = "Only a pending invoice's due date can be changed.",
        };
    private static readonly ProblemType NotPaid = new(
        "order-not-paid", "The order has no payment to refund.", ProblemKind.Conflict)
    {
        Example = "The invoice of PS-06ZK-3M92-QX4T has not been paid, so nothing can be refunded. "
            + "You can void an unpaid invoice.",
    };
    private static readonly ProblemType MoreThanPaid =
        new("refund-exceeds-payment", "The refund would exceed the payment.", ProblemKind.Conflict)
        {
            Example = "Only 12.50 EUR of the payment can still be refunded.",
            Members = typeof(RefundExceedsPaymentProblem),
        };
    private static readonly ProblemType OwnOrder =
        new("own-order", "You cannot decide on your own order.", ProblemKind.Forbidden)
        {
            Example = "You placed this order yourself. Another admin must change its status, invoice or return; "
                + "as its customer, you can still cancel it.",
        };
    private static readonly ProblemType TooMuchUnpaid =
        new("too-much-unpaid", "There are too many unpaid orders.", ProblemKind.Conflict)
        {
            Example = "Unpaid and unconfirmed orders: 20, with 34 units. The limit, including this order, is 20 orders "
                + "and 1000 units. Pay or cancel some first, or order less.",
            Members = typeof(TooMuchUnpaidProblem),
        };
    private static readonly ProblemType TooManyCancelled =
        new("too-many-cancellations", "Too many orders were cancelled.", ProblemKind.TooMany)
        {
            Example = "Too many orders were cancelled within a day. Wait for the time in Retry-After, then try again.",
        };
    private static readonly ProblemType OtherTotal =
        new("total-changed", "The total is no longer what you expected.", ProblemKind.Conflict)
        {
            Example = "The total is now 31.98 EUR. Nothing was ordered. Show this total to the customer and send it "
                + "as expected_total.",
            Members = typeof(TotalChangedProblem),
        };

    public static ShopException PriceWouldChange() => new(
        PriceDependsOnPlace, "Tax or shipping is different there. Cancel the order and place it again.");

    public static ShopException IsNotDelivered() => new(NotDelivered,
        "The shop does not deliver these goods to this address. Choose another address, or order less.");

    /// <param name="isInBody">Whether the body names the account, in <c>user_id</c>.</param>
    public static ShopException HasNoAccount(bool isInBody)
    {
        const string detail = "The account does not exist or was closed.";
        return isInBody ? ShopException.Invalid("user_id", detail) : ShopException.NotFound(detail);
    }

    public static ShopException HasNoAddress() => ShopException.Invalid("ship_to",
        "Give the shipping address or its address_id: the account has no default shipping address.");

    /// <param name="canPickUp">Whether the request can choose a shipping method.</param>
    public static ShopException NeedsAddressFields(bool canPickUp = true) => ShopException.Invalid("shipping_address",
        "Tax or shipping depends on the region or postal code, which a text does not say. Send the address in the "
        + (canPickUp ? "fields of ship_to, or choose a shipping method to pick up the goods." : "fields of ship_to."));

    public static ShopException HasNoAddressBook() => ShopException.Forbidden(
        "Addresses of address books belong to accounts, and a guest has none. Give the fields of the address.");

    public static ShopException HasNoOrder(long id) => ShopException.NotFound($"There is no order {id}.");

    public static ShopException CartIsEmpty() => new(EmptyCart, "Add products to the cart first, or send items.");

    /// <summary>Names the product of each line that cannot be bought.</summary>
    public static ShopException AreNotOnSale(IReadOnlyDictionary<string, string[]> errors) =>
        new(NotOnSale, "Remove the products named in errors and send the request again.") { Errors = errors };

    /// <param name="products">A sentence for each product of the cart that cannot be bought.</param>
    public static ShopException CartIsNotOnSale(IEnumerable<string> products) =>
        new(NotOnSale, $"{string.Join(' ', products)} Remove it from the cart and send the request again.");

    public static ShopException IsShipped(string number) =>
        new(AlreadyShipped, $"The address of {number} can no longer be changed.");

    public static ShopException HasValidInvoice(long invoiceId) =>
        new(Invoiced, $"Void invoice {invoiceId} first: an order can have only one valid invoice.");

    public static ShopException IsCancelled(string number) => new(OrderCancelled, $"Nothing is owed for {number}.");

    public static ShopException IsNotPending() => new(NotPending, "Only a pending invoice's due date can be changed.");

    /// <param name="status">The status of the order's invoice; null if it has no valid one.</param>
    public static ShopException IsNotPaid(long orderId, InvoiceStatus? status) =>
        new(NotPaid, status == InvoiceStatus.Refunded
            ? $"The invoice of {OrderNumber.Of(orderId)} was refunded in full, so nothing is left to refund."
            : $"The invoice of {OrderNumber.Of(orderId)} has not been paid, so nothing can be refunded. "
                + "You can void an unpaid invoice.");

    /// <exception cref="ShopException">400: decimals that the order's currency does not have.</exception>
    public static void RequireDecimals(Order order, decimal amount)
    {
        if (!Currency.Of(order.Currency).Fits(amount))
            throw ShopException.Invalid("amount", $"{order.Currency} has fewer decimals than this amount.");
    }

    /// <param name="refundable">What is left of the payment.</param>
    public static ShopException ExceedsPayment(decimal refundable, string currency)
    {
        var left = Currency.Of(currency).Format(refundable);
        return new(MoreThanPaid, string.Create(CultureInfo.InvariantCulture,
            $"Only {left} {currency} of the payment can still be refunded."))
        {
            Members = new Dictionary<string, object?> { ["refundable"] = left, ["currency"] = currency },
        };
    }

    public static ShopException IsOwnOrder() => new(OwnOrder,
        "You placed this order yourself. Another admin must change its status, invoice or return; "
        + "as its customer, you can still cancel it.");

    /// <param name="open">The account's unpaid orders.</param>
    /// <param name="orders">The oldest of them.</param>
    public static ShopException HoldsTooMuch(
        UnpaidSum open, OrdersOptions limits, IReadOnlyList<UnpaidOrderItem> orders) => new(TooMuchUnpaid,
            $"Unpaid and unconfirmed orders: {open.Orders}, with {open.Units} units. The limit, including this order, "
            + $"is {Limits(limits)}. Pay or cancel some first, or order less.")
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
        new(TooManyCancelled,
            "Too many orders were cancelled within a day. Wait for the time in Retry-After, then try again.")
        {
            RetryAfter = wait,
        };

    /// <param name="isEdit">Whether the order exists already.</param>
    public static ShopException TotalChanged(Order order, bool isEdit = false)
    {
        var total = Currency.Of(order.Currency).Format(order.TotalAmount);
        return new(OtherTotal, string.Create(CultureInfo.InvariantCulture,
            $"The total is now {total} {order.Currency}. Nothing was {(isEdit ? "changed" : "ordered")}. Show this "
            + $"total to the customer and send it as expected_total."))
        {
            Members = new Dictionary<string, object?> { ["total_amount"] = total, ["currency"] = order.Currency },
        };
    }

    private static int? Limit(int setting) => setting > 0 ? setting : null;

    private static string Limits(OrdersOptions limits) => string.Join(" and ", new[]
    {
        limits.MaxUnpaid > 0 ? $"{limits.MaxUnpaid} orders" : null,
        limits.MaxUnpaidUnits > 0 ? $"{limits.MaxUnpaidUnits} units" : null,
    }.OfType<string>());

    /// <summary>The status as written in JSON.</summary>
    public static string Format(Enum status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
