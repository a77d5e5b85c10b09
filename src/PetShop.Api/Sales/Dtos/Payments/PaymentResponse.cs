using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Payments;

namespace PetShop.Api.Sales.Dtos.Payments;

/// <summary>A payment of an order, or the try of one.</summary>
public sealed record PaymentResponse
{
    internal static readonly Expression<Func<Payment, PaymentResponse>> FromEntity = payment => new PaymentResponse
    {
        OrderId = payment.OrderId,
        Number = payment.Number,
        Method = payment.Method,
        Status = payment.Status,
        Amount = payment.Amount,
        CapturedAmount = payment.CapturedAmount,
        RefundedAmount = payment.RefundedAmount,
        Currency = payment.Currency,
        ClientSecret = payment.ClientSecret,
        ActionUrl = payment.ActionUrl,
        Failure = payment.FailureCode == null ? null : new(payment.FailureCode, payment.FailureMessage ?? ""),
        Card = payment.CardLast4 == null ? null : new(payment.CardBrand ?? "card", payment.CardLast4),
        CreatedAt = payment.CreatedAt,
        CapturedAt = payment.CapturedAt,
        Version = payment.Version,
        AdminData = new()
        {
            Provider = payment.Provider,
            Reference = payment.Reference,
            Note = payment.Note,
            StartedBy = payment.StartedBy,
            Dispute = payment.Dispute,
            StoreCreditId = payment.StoreCreditId,
        },
    };

    private static readonly Func<Payment, PaymentResponse> Map = FromEntity.Compile();

    /// <example>227633266688</example>
    public required long OrderId { get; init; }

    /// <summary>Starts at 1 within the order.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <example>card</example>
    public required PaymentMethod Method { get; init; }

    /// <summary>
    /// If it is <c>requires_action</c>, send the customer to <c>action_url</c>; if it is <c>processing</c>, read it
    /// again in a few seconds; if it is <c>failed</c>, start another payment.
    /// </summary>
    /// <example>captured</example>
    public required PaymentStatus Status { get; init; }

    /// <summary>What the customer pays with it.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal Amount { get; init; }

    /// <summary>What the shop has received, refunds included; 0 before the capture.</summary>
    /// <example>31.98</example>
    [Money]
    public required decimal CapturedAmount { get; init; }

    /// <summary>What has gone back to it or is on its way.</summary>
    /// <example>0.00</example>
    [Money]
    public required decimal RefundedAmount { get; init; }

    /// <summary>The order's currency (ISO 4217).</summary>
    /// <example>EUR</example>
    public required string Currency { get; init; }

    /// <summary>
    /// With it, the customer's browser continues the payment at the provider; null if there is nothing to continue, and
    /// for admins.
    /// </summary>
    /// <example>pi_3PZr2eHq_secret_k8Yq2</example>
    public required string? ClientSecret { get; init; }

    /// <summary>The bank's page where the customer authorises it; null if there is none, and for admins.</summary>
    /// <example>https://hooks.stripe.com/redirect/authenticate/src_1Hq</example>
    public required string? ActionUrl { get; init; }

    /// <summary>Why it was declined; null if it was not.</summary>
    public required PaymentFailure? Failure { get; init; }

    /// <summary>The card; null until it is known.</summary>
    public required PaymentCard? Card { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until something was captured.</summary>
    public required DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Present only for admins.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PaymentAdminData? AdminData { get; init; }

    /// <summary>The version, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    internal static PaymentResponse From(Payment payment) => Map(payment);

    /// <summary>The same, as the caller may see it: only customers continue payments.</summary>
    /// <param name="isCustomer">Whether it is the caller's own order.</param>
    internal PaymentResponse SeenBy(Actor actor, bool isCustomer) => this with
    {
        AdminData = actor.IsAdmin ? AdminData : null,
        ClientSecret = isCustomer ? ClientSecret : null,
        ActionUrl = isCustomer ? ActionUrl : null,
    };
}

/// <summary>Why a payment was declined.</summary>
/// <param name="Code" example="insufficient_funds">The provider's code.</param>
/// <param name="Message" example="Your card has insufficient funds.">For the customer.</param>
public sealed record PaymentFailure(string Code, string Message);

/// <summary>What may be shown of a card.</summary>
/// <param name="Brand" example="visa">The card's network.</param>
/// <param name="Last4" example="4242">The last four digits of its number.</param>
public sealed record PaymentCard(string Brand, string Last4);

/// <summary>The data of a payment that only admins see.</summary>
public sealed record PaymentAdminData
{
    /// <summary>Who handles it: <c>stripe</c>, <c>store_credit</c> or <c>offline</c>.</summary>
    /// <example>stripe</example>
    public required string Provider { get; init; }

    /// <summary>The provider's id; null if it has none.</summary>
    /// <example>pi_3PZr2eHq</example>
    public required string? Reference { get; init; }

    /// <summary>What an admin wrote about it; null for none.</summary>
    public required string? Note { get; init; }

    /// <summary>The account that started it; null for guests and for the shop itself.</summary>
    /// <example>7</example>
    public required long? StartedBy { get; init; }

    /// <summary>Null if it was never disputed.</summary>
    /// <example>open</example>
    public required DisputeStatus? Dispute { get; init; }

    /// <summary>The gift card or store credit that paid; null for any other way to pay.</summary>
    /// <example>227633266692</example>
    public required long? StoreCreditId { get; init; }
}
