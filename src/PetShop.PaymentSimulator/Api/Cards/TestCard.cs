namespace PetShop.PaymentSimulator.Api.Cards;

/// <summary>A test card, and what happens when someone pays with it.</summary>
/// <param name="Number">The card number.</param>
/// <param name="Brand">The brand, in the provider's spelling.</param>
/// <param name="Names">The part after <c>pm_card_</c> of the payment methods that stand for the card.</param>
internal sealed record TestCard(string Number, string Brand, params string[] Names)
{
    public string Country { get; init; } = "US";

    public string Funding { get; init; } = "credit";

    /// <summary>Why charges fail; null if they succeed.</summary>
    public Decline? Decline { get; init; }

    /// <summary>The cardholder must authorise every payment.</summary>
    public bool NeedsAuthentication { get; init; }

    /// <summary>Why the cardholder contests each charge; null if they do not.</summary>
    public string? DisputeReason { get; init; }

    /// <summary>The status of a new refund.</summary>
    public string RefundStatus { get; init; } = "succeeded";

    /// <summary>The same for the same number, and without telling it.</summary>
    public string Fingerprint => $"sim{Number[^10..]}{Number.Length}{Number[..4]}";
}

/// <summary>Why a card's issuer refuses.</summary>
internal sealed record Decline(string Code, string? DeclineCode, string Message);
