using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// An order that holds stock though nobody has paid for it or confirmed it. The row goes when somebody does. When the customer cancels, it
/// stays for a day, so that cancelling in a loop can be counted. One narrow table for all months: what an account holds is counted at each of
/// its checkouts.
/// </summary>
public sealed class UnpaidOrder
{
    /// <summary>How long a cancelled order is counted.</summary>
    public static readonly TimeSpan CancelledCountsFor = TimeSpan.FromDays(1);

    private UnpaidOrder()
    {
    }

    public long OrderId { get; private set; }
    public long UserId { get; private set; }

    /// <summary>Over all lines.</summary>
    public int Units { get; private set; }

    /// <summary>When its customer cancelled it; null while it holds stock.</summary>
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
