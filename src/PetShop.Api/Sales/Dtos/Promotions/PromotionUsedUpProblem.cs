namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>Promotions that were used up or withdrawn since the price was computed. Nothing was ordered.</summary>
public sealed record PromotionUsedUpProblem
{
    public required IReadOnlyList<UsedUpPromotion> Promotions { get; init; }
}

/// <summary>A promotion that can no longer be used.</summary>
public sealed record UsedUpPromotion
{
    /// <example>2</example>
    public required long PromotionId { get; init; }

    /// <summary>The code that was given; null for none.</summary>
    /// <example>WELCOME10</example>
    public required string? Code { get; init; }

    /// <summary>Which limit was reached.</summary>
    /// <example>total</example>
    public required UsedUpReason Reason { get; init; }
}

/// <summary>Why a promotion can no longer be used.</summary>
public enum UsedUpReason
{
    /// <summary>It was used by as many orders as it can be.</summary>
    Total,

    /// <summary>This customer has used it as often as a customer can.</summary>
    Customer,

    /// <summary>The code was used by as many orders as it can be.</summary>
    Code,

    /// <summary>The shop has withdrawn the promotion or the code.</summary>
    Withdrawn,
}
