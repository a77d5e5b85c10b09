using System.Linq.Expressions;
using PetShop.Api.Auth.Entities.SignIn;

namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>A sign-in on one device, and where it was last used.</summary>
public sealed record SessionResponse
{
    /// <example>0199a3c4-7b1e-7c55-9c3a-2f1d0e8b6a70</example>
    public required Guid Id { get; init; }

    /// <summary>The time of the sign-in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last sign-in or refresh.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The network of the last use: the first 24 bits of an IPv4 address, 64 of IPv6.</summary>
    /// <example>203.0.113.0/24</example>
    public required string Address { get; init; }

    /// <summary>The user agent at that time, at most 200 characters; null if the client sent none.</summary>
    /// <example>Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0</example>
    public required string? UserAgent { get; init; }

    /// <summary>Whether it is the session of this request.</summary>
    /// <example>true</example>
    public required bool IsCurrent { get; init; }

    internal static Expression<Func<Session, SessionResponse>> From(Guid? current) => session => new SessionResponse
    {
        Id = session.Id,
        CreatedAt = session.CreatedAt,
        LastUsedAt = session.LastUsedAt,
        Address = session.Network,
        UserAgent = session.UserAgent,
        IsCurrent = session.Id == current,
    };
}
