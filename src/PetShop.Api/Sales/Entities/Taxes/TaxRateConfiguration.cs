using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Entities.Taxes;

internal sealed class TaxRateConfiguration : IEntityTypeConfiguration<TaxRate>
{
    /// <summary>
    /// Refuses two rates of the same place and class whose periods overlap. EF cannot describe it: created by SQL in
    /// the migration.
    /// </summary>
    public const string OneAtATime = "ex_tax_rates_one_at_a_time";

    public void Configure(EntityTypeBuilder<TaxRate> rate)
    {
        rate.ToTable("tax_rates", table =>
        {
            table.HasCheckConstraint("ck_tax_rates_percent", "percent BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_tax_rates_period", "valid_to >= valid_from");
        });
        // "C", so that codes are sorted in the same way on every server
        rate.Property(r => r.Country).HasMaxLength(Places.CodeLength).UseCollation("C");
        rate.Property(r => r.Region).HasMaxLength(Places.RegionLength).UseCollation("C");
        rate.Property(r => r.Percent).HasPrecision(7, TaxRate.PercentDecimals);
        rate.Property(r => r.Name).HasMaxLength(TaxRate.NameLength);
        rate.Property(r => r.Source).HasMaxLength(TaxRate.SourceLength);
        rate.HasIndex(r => new { r.Country, r.Region, r.Id });
    }
}
