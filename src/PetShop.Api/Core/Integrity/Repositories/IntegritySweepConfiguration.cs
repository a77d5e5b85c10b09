using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Integrity.Repositories;

internal sealed class IntegritySweepConfiguration : IEntityTypeConfiguration<IntegritySweep>
{
    public void Configure(EntityTypeBuilder<IntegritySweep> sweep)
    {
        sweep.ToTable("integrity_sweeps");
        sweep.HasKey(s => s.Name);
        sweep.Property(s => s.Name).HasMaxLength(IntegritySweep.NameLength).UseCollation("C");
    }
}
