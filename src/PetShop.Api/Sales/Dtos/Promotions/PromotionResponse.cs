using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>A promotion, for admins.</summary>
public sealed record PromotionResponse
{
    /// <example>1</example>
    public required long Id { get; init; }

    /// <summary>What customers read beside the discount.</summary>
    /// <example>Spring sale</example>
    public required string Name { get; init; }

    /// <summary>A note for admins.</summary>
    public required string? Description { get; init; }

    public required DiscountResponse Discount { get; init; }

    /// <summary>The discounted goods; null for all.</summary>
    public required ScopeResponse? AppliesTo { get; init; }

    /// <summary>The least amount of goods before all discounts; null for any.</summary>
    /// <example>30.00</example>
    [Money]
    public required decimal? MinimumSubtotal { get; init; }

    /// <summary>The currency of all amounts (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>Whether it is only for customers without an earlier order.</summary>
    public required bool FirstOrderOnly { get; init; }

    /// <summary>Whether customers must give a code.</summary>
    public required bool CodeRequired { get; init; }

    /// <summary>Null: at once.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>Null: it does not end.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether customers get it between these times.</summary>
    /// <example>true</example>
    public required bool Active { get; init; }

    /// <summary>Higher ones are applied first; of equal ones, the older one.</summary>
    /// <example>0</example>
    public required int Priority { get; init; }

    /// <summary>Whether it is never combined with another promotion.</summary>
    public required bool Exclusive { get; init; }

    /// <summary>How many orders can use it; null: without a limit.</summary>
    public required int? MaxUses { get; init; }

    /// <summary>How many orders of one customer can use it; null: without a limit.</summary>
    public required int? MaxUsesPerCustomer { get; init; }

    /// <summary>
    /// How many orders use it, without cancelled ones: exact if it has a limit, otherwise exact up to 1,000.
    /// </summary>
    /// <example>0</example>
    public required int Uses { get; init; }

    /// <summary>Whether there are more than <c>uses</c>.</summary>
    public required bool UsesIsMinimum { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <param name="uses">Counted up to one more than <paramref name="countedUpTo"/>, if it has no limit.</param>
    internal static PromotionResponse From(Promotion promotion, string currency, int uses, int countedUpTo)
    {
        var isMinimum = promotion.MaxUses is null && uses > countedUpTo;
        return new()
        {
            Id = promotion.Id,
            Name = promotion.Name,
            Description = promotion.Description,
            Discount = DiscountResponse.From(promotion),
            AppliesTo = promotion.Scope.IsAllGoods ? null : ScopeResponse.From(promotion.Scope),
            MinimumSubtotal = promotion.MinimumSubtotal,
            Currency = currency,
            FirstOrderOnly = promotion.IsFirstOrderOnly,
            CodeRequired = promotion.NeedsCode,
            StartsAt = promotion.StartsAt,
            EndsAt = promotion.EndsAt,
            Active = promotion.IsActive,
            Priority = promotion.Priority,
            Exclusive = promotion.IsExclusive,
            MaxUses = promotion.MaxUses,
            MaxUsesPerCustomer = promotion.MaxUsesPerCustomer,
            Uses = isMinimum ? countedUpTo : uses,
            UsesIsMinimum = isMinimum,
            CreatedAt = promotion.CreatedAt,
            UpdatedAt = promotion.UpdatedAt,
        };
    }
}
