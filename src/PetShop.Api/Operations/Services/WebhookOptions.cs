namespace PetShop.Api.Operations.Services;

/// <summary>Section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>
    /// Whether subscribers may be on the shop's own network, and have URLs with http. For tries on one machine only.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }
}
