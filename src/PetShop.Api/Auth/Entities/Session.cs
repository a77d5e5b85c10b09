using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities;

/// <summary>One sign-in on one device: every access and refresh token that followed from it. Ending it ends them all, for good.</summary>
public sealed class Session
{
    /// <summary>The access token's <c>sid</c>. A version 7 UUID, so that the index grows at its end.</summary>
    public required Guid Id { get; init; }

    public required long UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last sign-in or refresh.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it was ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        session.HasIndex(s => s.LastUsedAt);
    }
}
