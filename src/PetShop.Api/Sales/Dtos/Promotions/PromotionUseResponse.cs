using PetShop.Api.Core.Money;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>An order's use of a promotion.</summary>
public sealed record PromotionUseResponse
{
    /// <example>228316841370485</example>
    public required long OrderId { get; init; }

    /// <example>PS-06FN-182A-E1KB</example>
    public required string OrderNumber { get; init; }

    /// <summary>The order's account; null for a guest.</summary>
    /// <example>2</example>
    public required long? UserId { get; init; }

    /// <summary>What the promotion took off.</summary>
    /// <example>4.50</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>The code in capital letters; null if the promotion applied without one.</summary>
    /// <example>WELCOME10</example>
    public required string? Code { get; init; }

    public required DateTimeOffset UsedAt { get; init; }

    /// <summary>When it was given back, because the order was cancelled; null while it counts.</summary>
    public required DateTimeOffset? ReleasedAt { get; init; }
}
