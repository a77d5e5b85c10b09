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
    /// <summary>New ones in a run: the next run fetches older ones.</summary>
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
        await foreach (var body in provider.ListMissedAsync(since, ct))
        {
            var message = provider.ReadVerified(body);
            // The provider counts a message as missed although it was fetched.
            if (await inbox.HasAsync(provider.Name, message, ct)
                || !await inbox.StoreAsync(provider.Name, message, body, ct))
                continue;
            LogFetched(message.EventId, message.Type);
            if (++fetched == Most)
                return;
        }
    }

    [LoggerMessage(LogLevel.Information, "The payment provider's message {EventId}, {Type}, was fetched")]
    private partial void LogFetched(string eventId, string type);
}
