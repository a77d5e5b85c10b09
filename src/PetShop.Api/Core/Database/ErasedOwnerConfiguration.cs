using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Database;

internal sealed class ErasedOwnerConfiguration : IEntityTypeConfiguration<ErasedOwner>
{
    public void Configure(EntityTypeBuilder<ErasedOwner> owner)
    {
        owner.ToTable("erased_owners");
        owner.HasKey(o => o.OwnerId);
        owner.Property(o => o.OwnerId).ValueGeneratedNever();
        owner.HasIndex(o => o.ErasedAt);
    }
}
