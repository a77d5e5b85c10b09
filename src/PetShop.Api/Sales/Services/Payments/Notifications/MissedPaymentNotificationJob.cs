using Microsoft.Extensions.Options;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Services.Payments.Providers;

namespace PetShop.Api.Sales.Services.Payments.Notifications;

/// <summary>
/// Fetches messages that did not arrive, because the shop was away for longer than the provider tries, or because
/// something between them swallowed one. Without them, the shop would not hear of refunds made at the provider and of
/// disputes.
/// </summary>
internal sealed partial class MissedPaymentNotificationJob(
    PaymentProviders providers, PaymentInbox inbox, IOptions<PaymentsOptions> options, TimeProvider clock,
    ILogger<MissedPaymentNotificationJob> logger) : IJob
{
    /// <summary>A run ends with the page that reaches it; the next run fetches older messages.</summary>
    private const int Most = 2_000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public string Name => "payment-notifications-missed";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken ct)
    {
        // What is deleted here would be new again.
        var kept = options.Value.KeepNotificationsFor;
        var since = clock.GetStoredNow() - (kept < Longest ? kept : Longest);
        foreach (var provider in providers.All)
            await FetchAsync(provider, since, ct);
    }

    private async Task FetchAsync(IPaymentProvider provider, DateTimeOffset since, CancellationToken ct)
    {
        var fetched = 0;
        await foreach (var page in provider.ListMissedAsync(since, ct))
        {
            fetched += await StoreAsync(provider, page, ct);
            if (fetched >= Most)
                return;
        }
    }

    /// <returns>How many were new.</returns>
    private async Task<int> StoreAsync(
        IPaymentProvider provider, IReadOnlyList<MissedMessage> page, CancellationToken ct)
    {
        // The provider counts a message as missed although it was fetched.
        var known = await inbox.FindKnownAsync(provider.Name, [.. page.Select(message => message.EventId)], ct);
        var stored = 0;
        foreach (var missed in page.Where(message => !known.Contains(message.EventId)))
        {
            if (TryRead(provider, missed) is not { } message
                || !await inbox.StoreAsync(provider.Name, message, missed.Body, ct))
                continue;
            LogFetched(message.EventId, message.Type);
            stored++;
        }
        return stored;
    }

    /// <summary>One message that cannot be read must not keep the others from coming.</summary>
    private ProviderMessage? TryRead(IPaymentProvider provider, MissedMessage missed)
    {
        try
        {
            return provider.ReadVerified(missed.Body);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogUnreadable(e, missed.EventId);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The payment provider's message {EventId} cannot be read")]
    private partial void LogUnreadable(Exception failure, string eventId);

    [LoggerMessage(LogLevel.Information, "The payment provider's message {EventId}, {Type}, was fetched")]
    private partial void LogFetched(string eventId, string type);
}
