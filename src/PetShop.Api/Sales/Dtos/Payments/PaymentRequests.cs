using PetShop.Api.Core.Money;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Text;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Dtos.Payments;

/// <summary>A payment for an order.</summary>
public sealed record StartPaymentRequest
{
    /// <summary>
    /// <c>card</c> and <c>store_credit</c> for everybody; <c>bank_transfer</c>, <c>pick_up</c> and <c>other</c> for
    /// admins who record money that the shop has received.
    /// </summary>
    /// <example>card</example>
    public PaymentMethod? Method { get; init; }

    /// <summary>
    /// At most what is due, in the order's currency. If absent, what is due or, if it is less, what is left of the
    /// store credit. The rest can be paid by another payment.
    /// </summary>
    [Money, NeedsOwnValue]
    public decimal? Amount { get; init; }

    /// <summary>
    /// Only for cards: the provider's id of the card, which the customer's browser gets from the provider. If absent,
    /// the payment waits for the browser to continue it with <c>client_secret</c>.
    /// </summary>
    /// <example>pm_card_visa</example>
    public string? CardId { get; init; }

    /// <summary>
    /// Only with <c>card_id</c>: where the bank's page sends the customer afterwards, an absolute http or https URL.
    /// Some cards need it.
    /// </summary>
    /// <example>https://shop.example/orders/paid</example>
    public string? ReturnUrl { get; init; }

    /// <summary>For <c>store_credit</c>: the code of a gift card. Case, white space and dashes do not matter.</summary>
    [Credential, NeedsOwnValue]
    public string? GiftCardCode { get; init; }

    /// <summary>For <c>store_credit</c>, instead of a code: a store credit of the caller's account.</summary>
    [NeedsOwnValue]
    public long? StoreCreditId { get; init; }

    /// <summary>
    /// Not for cards and store credit: what an admin writes about it, such as the text of the bank statement; at most
    /// 200 characters.
    /// </summary>
    [Text(TextShape.Lines), NeedsOwnValue]
    public string? Note { get; init; }
}

/// <summary>How much of an authorised payment is captured.</summary>
public sealed record CapturePaymentRequest
{
    /// <summary>At most what was authorised and what is due; the rest is released. If absent, all of it.</summary>
    /// <example>31.98</example>
    [Money]
    public decimal? Amount { get; init; }
}
