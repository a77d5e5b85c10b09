using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities;

/// <summary>Wrong tries in a row to sign in: under one name from one network, under one name from all strange networks, or from one network.</summary>
public sealed class SignInAttempts
{
    /// <summary>SHA-256 of the normalised name: what people type into the wrong field is not kept. Empty where all names count.</summary>
    public required byte[] NameHash { get; init; }

    /// <summary>SHA-256 of the network. Empty where all networks count.</summary>
    public required byte[] NetworkHash { get; init; }

    /// <summary>At the limit, no more tries are looked at.</summary>
    public int Failures { get; init; }

    /// <summary>When these tries stop counting, and a lock ends. A try made while locked does not move it.</summary>
    public DateTimeOffset ForgetAt { get; init; }

    /// <summary>How often the limit was met lately: each lock lasts twice as long as the one before.</summary>
    public int Locks { get; init; }

    /// <summary>Until when earlier locks make the next one longer; never before <see cref="ForgetAt"/>.</summary>
    public DateTimeOffset RememberUntil { get; init; }
}

internal sealed class SignInAttemptsConfiguration : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> attempts)
    {
        attempts.ToTable("sign_in_attempts");
        attempts.HasKey(a => new { a.NameHash, a.NetworkHash });
        attempts.HasIndex(a => a.RememberUntil);
    }
}
