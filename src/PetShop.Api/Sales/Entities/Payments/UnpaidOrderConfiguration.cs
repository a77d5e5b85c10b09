using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Sales.Entities.Guests;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Payments;

internal sealed class UnpaidOrderConfiguration : IEntityTypeConfiguration<UnpaidOrder>
{
    public const string Table = "unpaid_orders";

    public void Configure(EntityTypeBuilder<UnpaidOrder> order)
    {
        order.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_unpaid_orders_units", "units > 0");
            table.HasCheckConstraint("ck_unpaid_orders_owner",
                "(user_id IS NULL) = (guest_key IS NOT NULL) AND (user_id IS NULL OR client_key IS NULL)");
        });
        order.Property(o => o.GuestKey).HasMaxLength(GuestKey.Length).UseCollation("C");
        order.HasKey(o => o.OrderId);
        order.HasOne<Order>().WithOne().HasForeignKey<UnpaidOrder>(o => o.OrderId);
        order.HasOne<User>().WithMany().HasForeignKey(o => o.UserId);
        order.HasIndex(o => o.GuestKey).HasFilter("guest_key IS NOT NULL");
        order.HasIndex(o => o.ClientKey).HasFilter("client_key IS NOT NULL");
        order.HasIndex(o => new { o.PayBy, o.OrderId }).HasFilter("pay_by IS NOT NULL AND cancelled_at IS NULL");
        order.HasIndex(o => o.CancelledAt).HasFilter("cancelled_at IS NOT NULL");
    }
}
