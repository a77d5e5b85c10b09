using PetShop.Api.Core.Paging;

namespace PetShop.Api.Sales.Dtos.Promotions;

/// <summary>Filters of the list of promotions, the newest first.</summary>
public sealed record PromotionFilter : PageQuery
{
    /// <summary>Only promotions that are active (true), or only others (false).</summary>
    public bool? Active { get; init; }

    /// <summary>Only promotions that need a code (true), or only automatic ones (false).</summary>
    public bool? CodeRequired { get; init; }

    /// <summary>Only the promotion of this code, ignoring case and blanks.</summary>
    /// <example>WELCOME10</example>
    public string? Code { get; init; }
}

/// <summary>The page of a list of a promotion's codes, in alphabetical order.</summary>
public sealed record PromotionCodeFilter : PageQuery;

/// <summary>The page of a list of a promotion's uses, those of the newest orders first.</summary>
public sealed record PromotionUseFilter : PageQuery;
