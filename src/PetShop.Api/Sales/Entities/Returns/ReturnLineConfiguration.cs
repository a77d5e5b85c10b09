using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Products.Entities.Catalog;

namespace PetShop.Api.Sales.Entities.Returns;

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
