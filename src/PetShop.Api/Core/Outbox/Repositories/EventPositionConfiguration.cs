using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Outbox.Repositories;

internal sealed class EventPositionConfiguration : IEntityTypeConfiguration<EventPosition>
{
    public void Configure(EntityTypeBuilder<EventPosition> position)
    {
        position.ToTable("event_positions", table => table.HasCheckConstraint("ck_event_positions_id", "id = 1"));
        position.Property(p => p.Id).ValueGeneratedNever();
    }
}
