using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetShop.Api.Auth.Entities;

/// <summary>A key that access tokens are signed with, shared by all nodes. The newest that does not expire signs; all others only verify.</summary>
public sealed class SigningKey
{
    /// <summary>The tokens' <c>kid</c>: the public key's thumbprint (RFC 7638).</summary>
    public required string Id { get; init; }

    /// <summary>The P-256 private key, PKCS #8, encrypted by Data Protection; in the clear where an older version stored it and none has read it since.</summary>
    public required byte[] PrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on its tokens are refused; null for a key in use. Setting it retires the key: the nodes make the next one.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    private const int ThumbprintLength = 43;

    public void Configure(EntityTypeBuilder<SigningKey> key)
    {
        key.ToTable("signing_keys");
        key.Property(k => k.Id).HasColumnName("kid").HasMaxLength(ThumbprintLength);
    }
}
