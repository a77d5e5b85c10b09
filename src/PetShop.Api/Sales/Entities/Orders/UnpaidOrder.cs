using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// An order that holds stock although it is neither paid nor confirmed. The row is deleted when it is paid or
/// confirmed. If the customer cancels it, the row stays for a day, so that repeated cancellations can be counted. One
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

    /// <summary>When the customer cancelled it; null while it holds stock.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    public static UnpaidOrder Of(Order order) => new() { OrderId = order.Id, UserId = order.UserId, Units = order.Units };
}

internal sealed class UnpaidOrderConfiguration : IEntityTypeConfiguration<UnpaidOrder>
{
    public const string Table = "unpaid_orders";

    public void Configure(EntityTypeBuilder<UnpaidOrder> order)
    {
        order.ToTable(Table, table => table.HasCheckConstraint("ck_unpaid_orders_units", "units > 0"));
        order.HasKey(o => o.OrderId);
        order.HasOne<Order>().WithOne().HasForeignKey<UnpaidOrder>(o => o.OrderId);
        order.HasOne<User>().WithMany().HasForeignKey(o => o.UserId);
        order.HasIndex(o => o.CancelledAt).HasFilter("cancelled_at IS NOT NULL");
    }
}
