namespace PetShop.PaymentSimulator.Api;

/// <summary>The version of the provider's API that a client speaks.</summary>
internal static class ApiVersion
{
    /// <summary>Used for events that no request of a shop has caused.</summary>
    public const string Default = "2026-10-28.endive";

    public static string Of(HttpRequest request) =>
        request.Headers["Stripe-Version"].ToString() is { Length: > 0 } version ? version : Default;
}
