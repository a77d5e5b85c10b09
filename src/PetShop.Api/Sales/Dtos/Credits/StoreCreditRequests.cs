using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Dtos.Credits;

/// <summary>Store credit to issue.</summary>
public sealed record IssueStoreCreditRequest
{
    /// <summary>The account that gets it. If absent, a gift card is made, which anyone with its code can use.</summary>
    [NeedsOwnValue]
    public long? UserId { get; init; }

    /// <summary>In the shop's currency; more than 0.</summary>
    /// <example>50.00</example>
    [Money]
    public decimal? Amount { get; init; }

    /// <summary>
    /// A day, which means its end in the shop's time zone, or a time. If absent, it does not expire. Many countries
    /// forbid that gift cards expire, or say when at the earliest.
    /// </summary>
    [NeedsOwnValue]
    public DayOrTime? ExpiresAt { get; init; }

    /// <summary>For admins; at most 200 characters.</summary>
    /// <example>Sorry for the late parcel.</example>
    [Text(TextShape.Lines)]
    public string? Note { get; init; }
}

/// <summary>A correction of a store credit's balance.</summary>
public sealed record AdjustStoreCreditRequest
{
    /// <summary>What comes in, or goes out if negative; the balance cannot fall below 0.</summary>
    /// <example>5.00</example>
    [Money]
    public decimal? Amount { get; init; }

    /// <summary>For admins; at most 200 characters.</summary>
    /// <example>The till was offline.</example>
    [Text(TextShape.Lines)]
    public string? Reason { get; init; }
}

/// <summary>A gift card whose balance is asked for.</summary>
public sealed record GiftCardBalanceRequest
{
    /// <summary>The code. Case, white space and dashes do not matter.</summary>
    /// <example>7K3QX-M92RF-0V5TD-W8H1N</example>
    [Credential, NeedsOwnValue]
    public string? GiftCardCode { get; init; }
}

/// <summary>Filters of a list of store credits, the newest first.</summary>
public sealed record StoreCreditFilter : PageQuery
{
    /// <summary>For admins: only those of this account.</summary>
    public long? UserId { get; init; }

    /// <summary>Only gift cards, or only those of accounts.</summary>
    public StoreCreditKind? Kind { get; init; }

    /// <summary>Only gift cards whose code ends with these four characters.</summary>
    /// <example>8H1N</example>
    public string? CodeEnding { get; init; }
}

/// <summary>The page of a list of a store credit's movements, the newest first.</summary>
public sealed record StoreCreditMovementFilter : PageQuery;

/// <summary>Too little is left of the store credit. Nothing was changed.</summary>
public sealed record StoreCreditTooLowProblem
{
    /// <summary>What is left.</summary>
    /// <example>5.00</example>
    [Money]
    public required decimal Balance { get; init; }

    /// <summary>The credit's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }
}
