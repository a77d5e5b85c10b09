using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Sales.Entities.Guests;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Entities.Orders;

/// <summary>
/// The migration creates the table with SQL, because EF does not support partitions: keep both in sync.
/// </summary>
internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public const string Table = "orders";

    /// <summary>For orders from before this column existed.</summary>
    private const string WithoutParts = """'{"promotions": [], "tax_lines": []}'""";

    private const string ArchivedIndex = "ix_orders_archived";

    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_orders_amounts", "subtotal >= 0 AND discount_total >= 0 "
                + "AND shipping_total >= 0 AND tax_total >= 0 AND total_amount >= 0");
            table.HasCheckConstraint("ck_orders_total",
                "total_amount = subtotal - discount_total + shipping_total + "
                + "CASE WHEN prices_include_tax THEN 0 ELSE tax_total END");
            table.HasCheckConstraint("ck_orders_address", "(ship_to IS NULL) <> (shipping_address IS NULL)");
            table.HasCheckConstraint("ck_orders_owner", "(user_id IS NULL) = (guest_key IS NOT NULL)");
            table.HasCheckConstraint("ck_orders_pay_by", "pay_by IS NULL OR payment_terms = 'Prepaid'");
        });
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Currency).HasMaxLength(3);
        order.Property(o => o.PricesIncludeTax).HasDefaultValue(true).ValueGeneratedNever();
        order.Property(o => o.Pricing).HasColumnType("jsonb").HasDefaultValueSql(WithoutParts).ValueGeneratedNever()
            .HasConversion(value => OrderColumns.Write(value), json => OrderColumns.ReadPricing(json));
        order.Property(o => o.ShipTo).HasAddress();
        order.Property(o => o.BillTo).HasAddress();
        order.Property(o => o.ShippingAddress).HasMaxLength(Order.AddressMaxLength);
        order.Property(o => o.Version).IsConcurrencyToken();
        order.HasOne<User>().WithMany().HasForeignKey(o => o.UserId);
        order.HasMany(o => o.Lines).WithOne().HasForeignKey(line => line.OrderId);
        order.HasMany(o => o.InvoiceEntries).WithOne().HasForeignKey(entry => entry.OrderId)
            .HasConstraintName("fk_invoice_register_orders_order_id");
        order.HasIndex(o => new { o.UserId, o.Id });
        order.Property(o => o.GuestKey).HasMaxLength(GuestKey.Length).UseCollation("C");
        order.HasIndex(o => o.GuestKey).HasFilter("guest_key IS NOT NULL");
        order.HasIndex(o => new { o.Status, o.Id });
        order.Property(o => o.CustomerName).HasMaxLength(2 * User.NameMaxLength + 1);
        order.Property(o => o.CustomerEmail).HasMaxLength(User.EmailMaxLength);
        order.HasIndex(o => o.SearchText).HasMethod("gin").IsTsVectorExpressionIndex("simple");
        order.HasIndex(o => o.Id).HasDatabaseName("ix_orders_without_search_text").HasFilter("search_text IS NULL");
        order.HasIndex(o => o.Id, ArchivedIndex).HasDatabaseName(ArchivedIndex).HasFilter("archived_at IS NOT NULL");
    }
}
