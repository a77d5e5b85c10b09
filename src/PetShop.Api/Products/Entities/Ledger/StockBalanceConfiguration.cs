using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Products.Entities.Ledger;

internal sealed class StockBalanceConfiguration : IEntityTypeConfiguration<StockBalance>
{
    /// <summary>
    /// Months are written one after the other, so a small BRIN index finds out whether a month is closed.
    /// </summary>
    public void Configure(EntityTypeBuilder<StockBalance> balance)
    {
        balance.ToTable("stock_balances");
        balance.HasKey(b => new { b.ProductId, b.Month });
        balance.HasIndex(b => b.Month).HasMethod("brin");
    }
}
