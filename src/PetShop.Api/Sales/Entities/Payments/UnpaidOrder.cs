using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>
/// An order that holds stock although it is neither paid nor confirmed. The row is deleted when it is paid or
/// confirmed. If the customer cancels it or misses its deadline, the row stays for a day, so that repetitions can be
/// counted. An order that costs nothing has no row: nobody would ever pay for it. One
/// narrow table for all months, because an account's rows are counted at each of its checkouts.
/// </summary>
public sealed class UnpaidOrder
{
    /// <summary>How long a cancelled order counts.</summary>
    public static readonly TimeSpan CancelledCountsFor = TimeSpan.FromDays(1);

    private UnpaidOrder()
    {
    }

    public long OrderId { get; private set; }
    public long UserId { get; private set; }

    /// <summary>The number of units in all lines.</summary>
    public int Units { get; private set; }

    /// <summary>The order's deadline, by which a job finds it; null if it has none.</summary>
    public DateTimeOffset? PayBy { get; private set; }

    /// <summary>When the customer cancelled it or its deadline passed; null while it holds stock.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public static UnpaidOrder Of(Order order) =>
        new() { OrderId = order.Id, UserId = order.UserId, Units = order.Units, PayBy = order.PayBy };
}
