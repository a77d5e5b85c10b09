using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Outbox.Repositories;

internal sealed class StoredEventConfiguration : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> stored)
    {
        stored.ToTable("events");
        stored.Property(e => e.Type).HasMaxLength(StoredEvent.TypeLength).UseCollation("C");
        stored.Property(e => e.Key).HasMaxLength(StoredEvent.KeyLength).UseCollation("C");
        stored.HasIndex(e => e.Cursor).IsUnique();
        stored.HasIndex(e => new { e.Type, e.Cursor });
        stored.HasIndex(e => e.Key);
        stored.HasIndex(e => e.Id).HasFilter("cursor IS NULL");
    }
}
