using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Queue.Repositories;

/// <summary>
/// Each index serves one question, so that its answer costs the same however many items wait or are parked: which are
/// due, which is the first of an order key, which is being done, which are parked.
/// </summary>
internal sealed class StoredWorkItemConfiguration : IEntityTypeConfiguration<StoredWorkItem>
{
    public void Configure(EntityTypeBuilder<StoredWorkItem> item)
    {
        item.ToTable("work_items", table => table.HasCheckConstraint("ck_work_items_lease",
            "(lease IS NULL) = (leased_until IS NULL) AND (lease IS NULL OR parked_at IS NULL)"));
        item.Property(i => i.Queue).HasMaxLength(StoredWorkItem.QueueLength).UseCollation("C");
        item.Property(i => i.Key).HasMaxLength(StoredWorkItem.KeyLength).UseCollation("C");
        item.Property(i => i.OrderKey).HasMaxLength(StoredWorkItem.KeyLength).UseCollation("C");
        item.Property(i => i.LastError).HasMaxLength(StoredWorkItem.ErrorLength);
        item.HasIndex(i => new { i.Queue, i.Key }).IsUnique();
        item.HasIndex(i => new { i.Queue, i.AvailableAt, i.Id }).HasFilter("parked_at IS NULL");
        item.HasIndex(i => new { i.Queue, i.OrderKey, i.Id })
            .HasFilter("parked_at IS NULL AND order_key IS NOT NULL");
        item.HasIndex(i => new { i.Queue, i.OrderKey })
            .IsUnique().HasFilter("lease IS NOT NULL AND order_key IS NOT NULL");
        item.HasIndex(i => new { i.Queue, i.Id }).HasFilter("parked_at IS NOT NULL");
    }
}
