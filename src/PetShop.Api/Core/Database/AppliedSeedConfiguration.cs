using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Database;

internal sealed class AppliedSeedConfiguration : IEntityTypeConfiguration<AppliedSeed>
{
    public void Configure(EntityTypeBuilder<AppliedSeed> seed)
    {
        seed.ToTable("applied_seeds");
        seed.HasKey(s => s.Name);
        seed.Property(s => s.Name).HasMaxLength(AppliedSeed.NameLength);
    }
}
