using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Dtos.Credits;

/// <summary>A gift card, or the credit of an account.</summary>
public sealed record StoreCreditResponse
{
    internal static readonly Expression<Func<StoreCredit, StoreCreditResponse>> FromEntity = credit => new()
    {
        Id = credit.Id,
        Kind = credit.Kind,
        CodeEnding = credit.CodeEnding,
        CodeReplacedAt = credit.CodeReplacedAt,
        CodeReplacedBy = credit.CodeReplacedBy,
        UserId = credit.UserId,
        Balance = credit.Balance,
        Currency = credit.Currency,
        ExpiresAt = credit.ExpiresAt,
        DisabledAt = credit.DisabledAt,
        CreatedAt = credit.CreatedAt,
        Version = credit.Version,
    };

    private static readonly Func<StoreCredit, StoreCreditResponse> Map = FromEntity.Compile();

    /// <example>227633266692</example>
    public required long Id { get; init; }

    /// <example>gift_card</example>
    public required StoreCreditKind Kind { get; init; }

    /// <summary>The last four characters of a gift card's code; null for an account's credit.</summary>
    /// <example>8H1N</example>
    public required string? CodeEnding { get; init; }

    /// <summary>When a gift card's code was last replaced; null if it never was.</summary>
    /// <example>null</example>
    public required DateTimeOffset? CodeReplacedAt { get; init; }

    /// <summary>The admin's account that replaced it; null if it never was.</summary>
    /// <example>null</example>
    public required long? CodeReplacedBy { get; init; }

    /// <summary>The account that has it; null for a gift card.</summary>
    /// <example>null</example>
    public required long? UserId { get; init; }

    /// <summary>What is left.</summary>
    /// <example>50.00</example>
    [Money]
    public required decimal Balance { get; init; }

    /// <summary>It can only pay for orders in this currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>From then on, it cannot be redeemed; null if it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since then, it cannot be redeemed; null if it can.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    internal static StoreCreditResponse From(StoreCredit credit) => Map(credit);
}

/// <summary>Store credit that was issued.</summary>
public sealed record IssuedStoreCreditResponse
{
    public required StoreCreditResponse StoreCredit { get; init; }

    /// <summary>
    /// The code of a gift card; null for an account's credit. Give it to the customer: it is not shown again.
    /// </summary>
    /// <example>7K3QX-M92RF-0V5TD-W8H1N</example>
    [Credential]
    public required string? Code { get; init; }
}

/// <summary>What is left of a gift card.</summary>
public sealed record GiftCardBalanceResponse
{
    /// <example>50.00</example>
    [Money]
    public required decimal Balance { get; init; }

    /// <summary>It can only pay for orders in this currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>From then on, it cannot be redeemed; null if it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}
