using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Auth.Entities;
using PetShop.Api.Products.Entities;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Entities.Returns;

internal sealed class ReturnConfiguration : IEntityTypeConfiguration<Return>
{
    public const string Table = "returns";

    public void Configure(EntityTypeBuilder<Return> request)
    {
        request.ToTable(Table, table => table.HasCheckConstraint("ck_returns_total_refund", "total_refund >= 0"));
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

internal sealed class ReturnLineConfiguration : IEntityTypeConfiguration<ReturnLine>
{
    public const string Table = "return_lines";

    public void Configure(EntityTypeBuilder<ReturnLine> line)
    {
        line.ToTable(Table, table =>
        {
            table.HasCheckConstraint("ck_return_lines_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_return_lines_refund_amount", "refund_amount >= 0");
        });
        line.HasKey(l => new { l.ReturnId, l.Position });
        line.Property(l => l.Sku).HasMaxLength(Product.SkuLength);
        line.Property(l => l.ProductName).HasMaxLength(Product.NameLength);
        line.Property(l => l.Reason).HasMaxLength(ReturnLine.ReasonMaxLength);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId);
    }
}
