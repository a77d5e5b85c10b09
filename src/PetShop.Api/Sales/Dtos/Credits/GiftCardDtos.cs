using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Dtos.Credits;

/// <summary>The page of a list of an order's gift cards.</summary>
public sealed record GiftCardFilter : PageQuery;

/// <summary>A gift card that was bought.</summary>
public sealed record BoughtGiftCardResponse
{
    internal static readonly Expression<Func<BoughtGiftCard, BoughtGiftCardResponse>> FromEntity = card => new()
    {
        Number = card.Number,
        OrderId = card.OrderId,
        ProductId = card.ProductId,
        Amount = card.Amount,
        Currency = card.Currency,
        CodeTakenAt = card.TakenAt,
        RefundNumber = card.RefundNumber,
        AdminData = new() { StoreCreditId = card.StoreCreditId },
    };

    private static readonly Func<BoughtGiftCard, BoughtGiftCardResponse> Map = FromEntity.Compile();

    /// <summary>Starts at 1 within the order.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <example>1</example>
    public required long ProductId { get; init; }

    /// <summary>What it cost and is worth.</summary>
    /// <example>50.00</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>It can only pay for orders in this currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>When its code was taken; null if it can still be taken, once the order is paid.</summary>
    public required DateTimeOffset? CodeTakenAt { get; init; }

    /// <summary>The order's refund that gave its price back; null if none did.</summary>
    /// <example>null</example>
    public required int? RefundNumber { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoughtGiftCardAdminData? AdminData { get; init; }

    /// <summary>The same, as the caller may see it.</summary>
    internal BoughtGiftCardResponse SeenBy(Actor actor) => actor.IsAdmin ? this : this with { AdminData = null };

    internal static BoughtGiftCardResponse From(BoughtGiftCard card) => Map(card);
}

/// <summary>The data of a bought gift card that only admins see: whoever was given it may have spent it.</summary>
public sealed record BoughtGiftCardAdminData
{
    /// <summary>Its store credit; null until its code is taken.</summary>
    /// <example>227633266692</example>
    public required long? StoreCreditId { get; init; }
}

/// <summary>A bought gift card and its code.</summary>
public sealed record GiftCardCodeResponse
{
    public required BoughtGiftCardResponse GiftCard { get; init; }

    /// <summary>Whoever has it can spend the gift card. It is not shown again.</summary>
    /// <example>7K3QX-M92RF-0V5TD-W8H1N</example>
    [Credential]
    public required string Code { get; init; }
}
