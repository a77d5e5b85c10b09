using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Database;

/// <summary>A request that was carried out under an Idempotency-Key, with its result. Unpartitioned: its key must be unique as it is.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>SHA-256 of caller, method, path and key.</summary>
    public required byte[] Id { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>What the service answered, as JSON.</summary>
    public required string Result { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("idempotency_records");
        record.Property(r => r.Result).HasColumnType("json");
        record.HasIndex(r => r.CreatedAt);
    }
}
