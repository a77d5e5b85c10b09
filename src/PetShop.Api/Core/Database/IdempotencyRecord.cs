using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Core.Database;

/// <summary>A request, or one step of it, that was carried out under an Idempotency-Key, with its result. Unpartitioned: its key must be unique as it is.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>SHA-256 of caller, method, path, key and, where it has a name, the step.</summary>
    public required byte[] Id { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>What the service answered, as JSON; null when it was erased with its owner's account.</summary>
    public required string? Result { get; init; }

    /// <summary>Whose data the result holds; null where an older version of the shop did not note it.</summary>
    public required long? OwnerId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("idempotency_records");
        record.Property(r => r.Result).HasColumnType("json");
        record.HasIndex(r => r.CreatedAt);
        record.HasIndex(r => r.OwnerId);
    }
}

/// <summary>
/// An account whose kept results have been erased. Requests that were running meanwhile look here before they keep theirs. Forgotten with
/// the last result that could have been meant.
/// </summary>
public sealed class ErasedOwner
{
    public required long OwnerId { get; init; }

    public required DateTimeOffset ErasedAt { get; init; }
}

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
