using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities;

/// <summary>Wrong tries in a row to sign in under one name, whether or not there is such an account.</summary>
public sealed class SignInAttempts
{
    /// <summary>SHA-256 of the normalised name: what people type into the wrong field is not kept.</summary>
    public required byte[] NameHash { get; init; }

    /// <summary>At the limit, the name is locked.</summary>
    public int Failures { get; init; }

    /// <summary>When these tries stop counting, and a lock ends. A try made while locked does not move it.</summary>
    public DateTimeOffset ForgetAt { get; init; }
}

internal sealed class SignInAttemptsConfiguration : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> attempts)
    {
        attempts.ToTable("sign_in_attempts");
        attempts.HasKey(a => a.NameHash);
        attempts.HasIndex(a => a.ForgetAt);
    }
}
