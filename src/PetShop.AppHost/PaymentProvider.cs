using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// The simulator that plays the payment provider, so that test cards can be paid with. It runs unless the environment
/// has the key of a real one.
/// </summary>
internal static class PaymentProvider
{
    /// <param name="shop">A node, which gets the provider's messages.</param>
    /// <returns>Its page shows payments and misbehaves on demand.</returns>
    public static LocalService Start(DataFolder folder, Uri shop)
    {
        var address = LocalService.FreeAddress();
        var (key, secret) = (folder.Secret("payments-api-key").Value, folder.Secret("payments-webhook-secret").Value);
        var messages = new UriBuilder(shop)
        {
            Host = shop.Host is "[::]" or "0.0.0.0" ? "localhost" : shop.Host,
            Path = "/sales/payments/webhooks/stripe",
        };
        var process = DotnetProgram.Start("PetShop.PaymentSimulator.dll", [], Path.Combine(folder.Logs, "payments.log"),
            new Dictionary<string, string>
            {
                ["Simulator__Url"] = address.GetLeftPart(UriPartial.Authority),
                ["Simulator__Folder"] = folder.PathOf("payments"),
                ["Simulator__ApiKey"] = key,
                ["Simulator__WebhookSecret"] = secret,
                ["Simulator__WebhookUrl"] = messages.Uri.ToString(),
            }, ApiVariables.IsSetting);
        return new(address, new Dictionary<string, string>
        {
            ["Stripe__ApiKey"] = key,
            ["Stripe__WebhookSecret"] = secret,
            ["Stripe__Url"] = address.GetLeftPart(UriPartial.Authority),
        }, process);
    }
}
