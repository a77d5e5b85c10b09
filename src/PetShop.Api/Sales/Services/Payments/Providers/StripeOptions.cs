namespace PetShop.Api.Sales.Services.Payments.Providers;

/// <summary>Settings of the payment provider Stripe, section <c>Stripe</c>.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>The secret key; empty if the shop takes no cards.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>What Stripe signs its messages with; empty if it sends none.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>The address of the API, for a simulator; empty for Stripe's own.</summary>
    public string Url { get; set; } = "";

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public bool IsValid() => Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromMinutes(2)
        && (Url.Length == 0 || (Uri.TryCreate(Url, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)));
}
