using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Payments;

/// <summary>
/// An order that holds stock although it is neither paid nor confirmed. The row is deleted when it is paid or
/// confirmed. If the customer cancels it or misses its deadline, the row stays for a day, so that repetitions can be
/// counted. An account's order that costs nothing has no row: nobody would ever pay for it. One
/// narrow table for all months, because a customer's rows are counted at each checkout.
/// </summary>
public sealed class UnpaidOrder
{
    /// <summary>How long a cancelled order counts.</summary>
    public static readonly TimeSpan CancelledCountsFor = TimeSpan.FromDays(1);

    private UnpaidOrder()
    {
    }

    public long OrderId { get; private set; }

    /// <summary>The customer's account; null for a guest.</summary>
    public long? UserId { get; private set; }

    /// <summary>The guest's <see cref="Guests.GuestKey"/>; null for an account.</summary>
    public string? GuestKey { get; private set; }

    /// <summary>
    /// A keyed hash of the guest's address; null for an account, and for orders from before it was kept for all guests.
    /// </summary>
    public byte[]? ClientKey { get; private set; }

    /// <summary>The number of units in all lines.</summary>
    public int Units { get; private set; }

    /// <summary>The order's deadline, by which a job finds it; null if it has none.</summary>
    public DateTimeOffset? PayBy { get; private set; }

    /// <summary>When the customer cancelled it or its deadline passed; null while it holds stock.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>
    /// Whether the order holds stock that nobody may ever pay for. A guest's order does so even if it costs nothing,
    /// because nothing else limits how many guests there are.
    /// </summary>
    public static bool Holds(Order order) => order.TotalAmount > 0 || order.UserId is null;

    /// <summary>The order was edited.</summary>
    public void Follow(Order order) => (Units, PayBy) = (order.Units, order.PayBy);

    /// <param name="clientKey">A keyed hash of the guest's address; null for an account.</param>
    public static UnpaidOrder Of(Order order, byte[]? clientKey) => new()
    {
        OrderId = order.Id,
        UserId = order.UserId,
        GuestKey = order.GuestKey,
        ClientKey = clientKey,
        Units = order.Units,
        PayBy = order.PayBy,
    };
}
