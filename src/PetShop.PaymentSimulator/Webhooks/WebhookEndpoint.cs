namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>Where events are sent to.</summary>
internal sealed class WebhookEndpoint(Uri? url, string secret, TimeSpan firstPause)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>How long an event is tried to be delivered.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private volatile Uri? _url = url;

    /// <summary>Null if nobody wants events. It can be changed while the simulator runs.</summary>
    public Uri? Url
    {
        get => _url;
        set => _url = value;
    }

    /// <summary>What deliveries are signed with.</summary>
    public string Secret => secret;

    /// <summary>The pause before the next attempt: it doubles each time.</summary>
    /// <param name="attempts">How many attempts there were, at least 1.</param>
    public TimeSpan PauseAfter(int attempts)
    {
        var pause = firstPause * Math.Pow(2, Math.Min(attempts - 1, 30));
        return pause < LongestPause ? pause : LongestPause;
    }
}
