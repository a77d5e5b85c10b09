using PetShop.AppHost.Machine;

namespace PetShop.AppHost;

/// <summary>
/// The simulator that plays the payment provider, so that test cards can be paid with. It runs unless the environment
/// has the key of a real one.
/// </summary>
internal sealed class PaymentProvider : IAsyncDisposable
{
    private static readonly TimeSpan MaxStopWait = TimeSpan.FromSeconds(4);
    private readonly GuardedProcess _process;

    private PaymentProvider(Uri address, GuardedProcess process, IReadOnlyDictionary<string, string> settings) =>
        (Address, _process, Settings) = (address, process, settings);

    /// <summary>Its page, which shows payments and misbehaves on demand.</summary>
    public Uri Address { get; }

    /// <summary>With these, the API uses it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <param name="shop">A node, which gets the provider's messages.</param>
    public static PaymentProvider Start(DataFolder folder, Uri shop)
    {
        var address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Take()).Uri;
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
        return new(address, process, new Dictionary<string, string>
        {
            ["Stripe__ApiKey"] = key,
            ["Stripe__WebhookSecret"] = secret,
            ["Stripe__Url"] = address.GetLeftPart(UriPartial.Authority),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(MaxStopWait);
        await _process.DisposeAsync();
    }
}
