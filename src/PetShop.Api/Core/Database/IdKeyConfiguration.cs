using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Database;

internal sealed class IdKeyConfiguration : IEntityTypeConfiguration<IdKey>
{
    public void Configure(EntityTypeBuilder<IdKey> key)
    {
        key.ToTable("id_keys", table => table.HasCheckConstraint("ck_id_keys_id", "id = 1"));
        key.Property(k => k.Id).ValueGeneratedNever();
    }
}
