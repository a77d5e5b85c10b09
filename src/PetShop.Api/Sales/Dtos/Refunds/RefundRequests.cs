using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;

namespace PetShop.Api.Sales.Dtos.Refunds;

/// <summary>
/// Money that an admin gives back without a return: either <c>amount</c>, or what was charged for <c>items</c> and
/// <c>shipping</c>; of an order of gift cards, what <c>gift_cards</c> cost.
/// </summary>
public sealed record RefundOrderRequest
{
    /// <summary>1 to 100 products, each once: what was charged for these units, tax included.</summary>
    [NeedsOwnValue]
    public IReadOnlyList<RefundItemRequest>? Items { get; init; }

    /// <summary>Whether shipping is given back, as far as it has not been.</summary>
    [NeedsOwnValue]
    public bool? Shipping { get; init; }

    /// <summary>An amount in the order's currency; not together with <c>items</c> or <c>shipping</c>.</summary>
    /// <example>1.00</example>
    [Money]
    public decimal? Amount { get; init; }

    /// <summary>
    /// Numbers of gift cards of which nothing was spent, each once: they are worth nothing any more. Orders of gift
    /// cards are refunded in no other way.
    /// </summary>
    [NeedsOwnValue]
    public IReadOnlyList<int>? GiftCards { get; init; }

    /// <summary>
    /// Where the money goes: <c>original</c> (if absent), back to the order's payments, or <c>store_credit</c>, to the
    /// store credit of the customer's account. A guest gets a gift card.
    /// </summary>
    /// <example>original</example>
    public RefundDestination? To { get; init; }

    /// <summary>For the customer; at most 500 characters.</summary>
    /// <example>Sorry for the dented tin.</example>
    [Text(TextShape.Lines)]
    public string? Note { get; init; }
}

/// <summary>Where the money of a refund goes.</summary>
public enum RefundDestination
{
    /// <summary>Back to the order's payments, the last one first.</summary>
    Original,

    /// <summary>To the store credit of the customer's account, or to a new gift card for a guest.</summary>
    StoreCredit,
}

/// <summary>Units of a product that money is given back for.</summary>
public sealed record RefundItemRequest
{
    /// <summary>A product of the order.</summary>
    /// <example>1</example>
    public long? ProductId { get; init; }

    /// <summary>Units: at most those bought minus those returned or refunded.</summary>
    /// <example>1</example>
    public int? Quantity { get; init; }
}
