using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities.Accounts;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Returns;

internal sealed class ReturnConfiguration : IEntityTypeConfiguration<Return>
{
    public const string Table = "returns";

    public void Configure(EntityTypeBuilder<Return> request)
    {
        request.ToTable(Table, table => table.HasCheckConstraint(
            "ck_returns_total_refund", "shipping_refund >= 0 AND total_refund >= shipping_refund"));
        request.Property(r => r.Currency).HasMaxLength(3);
        request.Property(r => r.AdminNotes).HasMaxLength(Return.NotesMaxLength);
        request.Property(r => r.Version).IsConcurrencyToken();
        request.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
        request.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        request.HasMany(r => r.Lines).WithOne().HasForeignKey(line => line.ReturnId);
        request.HasIndex(r => new { r.UserId, r.Id });
        request.HasIndex(r => new { r.Status, r.Id });
    }
}
