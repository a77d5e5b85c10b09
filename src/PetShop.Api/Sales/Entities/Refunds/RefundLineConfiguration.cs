using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Sales.Entities.Refunds;

internal sealed class RefundLineConfiguration : IEntityTypeConfiguration<RefundLine>
{
    public void Configure(EntityTypeBuilder<RefundLine> line)
    {
        line.ToTable("refund_lines", table => table.HasCheckConstraint(
            "ck_refund_lines_quantity", "quantity > 0 AND amount >= 0"));
        line.HasKey(l => new { l.OrderId, l.RefundNumber, l.ProductId });
    }
}
