namespace PetShop.PaymentSimulator.State.Objects;

/// <summary>A card that a customer pays with.</summary>
internal sealed record PaymentMethod : IProviderObject
{
    public required string Id { get; init; }
    public string Object { get; init; } = "payment_method";
    public string AllowRedisplay { get; init; } = "unspecified";
    public required BillingDetails BillingDetails { get; init; }
    public required Card Card { get; init; }
    public required long Created { get; init; }
    public string? Customer { get; init; }
    public string? CustomerAccount { get; init; }
    public bool Livemode { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public string Type { get; init; } = "card";
}

/// <summary>The cardholder, as far as the shop told.</summary>
internal sealed record BillingDetails
{
    public required BillingAddress Address { get; init; }
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? TaxId { get; init; }
}

/// <summary>The cardholder's address.</summary>
internal sealed record BillingAddress
{
    public string? City { get; init; }
    public string? Country { get; init; }
    public string? Line1 { get; init; }
    public string? Line2 { get; init; }
    public string? PostalCode { get; init; }
    public string? State { get; init; }
}

/// <summary>What may be shown of a card. The fingerprint is the same for the same number.</summary>
internal sealed record Card
{
    public required string Brand { get; init; }
    public required CardChecks Checks { get; init; }
    public required string Country { get; init; }
    public required string DisplayBrand { get; init; }
    public required int ExpMonth { get; init; }
    public required int ExpYear { get; init; }
    public required string Fingerprint { get; init; }
    public required string Funding { get; init; }
    public string? GeneratedFrom { get; init; }
    public required string Last4 { get; init; }
    public required CardNetworks Networks { get; init; }
    public string? RegulatedStatus { get; init; }
    public required ThreeDSecureUsage ThreeDSecureUsage { get; init; }
    public string? Wallet { get; init; }
}

/// <summary>What the card's issuer compared.</summary>
internal sealed record CardChecks
{
    public string? AddressLine1Check { get; init; }
    public string? AddressPostalCodeCheck { get; init; }
    public string? CvcCheck { get; init; }
}

/// <summary>The networks that can process a card.</summary>
internal sealed record CardNetworks
{
    public required IReadOnlyList<string> Available { get; init; }
    public string? Preferred { get; init; }
}

/// <summary>Whether a card can ask for 3-D Secure.</summary>
internal sealed record ThreeDSecureUsage
{
    public required bool Supported { get; init; }
}
