namespace PetShop.Api.Auth.Entities.SignIn;

/// <summary>
/// A sign-in on one device, with all its access and refresh tokens. Ending it ends them all permanently.
/// </summary>
public sealed class Session
{
    /// <summary>The access token's <c>sid</c>. A version 7 UUID, so that the index grows at its end.</summary>
    public required Guid Id { get; init; }

    public required long UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last sign-in or refresh.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it was ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// The network of the last sign-in or refresh, such as <c>203.0.113.0/24</c>: full addresses are not stored.
    /// </summary>
    public required string Network { get; set; }

    /// <summary>The user agent at that time, shortened and in ASCII; null for none.</summary>
    public string? UserAgent { get; set; }
}
