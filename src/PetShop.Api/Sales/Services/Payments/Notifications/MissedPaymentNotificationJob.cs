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
    /// <summary>New ones in a run, after which it ends with a page: the next run fetches older ones.</summary>
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
    private async Task<int> StoreAsync(IPaymentProvider provider, IReadOnlyList<byte[]> page, CancellationToken ct)
    {
        var messages = page.Select(body => (Read: TryRead(provider, body), Body: body))
            .Where(message => message.Read is not null).ToList();
        // The provider counts a message as missed although it was fetched.
        var known = await inbox.FindKnownAsync(
            provider.Name, [.. messages.Select(message => message.Read!.EventId)], ct);
        var stored = 0;
        foreach (var (message, body) in messages.Where(message => !known.Contains(message.Read!.EventId)))
        {
            if (!await inbox.StoreAsync(provider.Name, message!, body, ct))
                continue;
            LogFetched(message!.EventId, message.Type);
            stored++;
        }
        return stored;
    }

    /// <summary>One message that cannot be read must not keep the others from coming.</summary>
    private ProviderMessage? TryRead(IPaymentProvider provider, byte[] body)
    {
        try
        {
            return provider.ReadVerified(body);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogUnreadable(e);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "A message of the payment provider cannot be read")]
    private partial void LogUnreadable(Exception failure);

    [LoggerMessage(LogLevel.Information, "The payment provider's message {EventId}, {Type}, was fetched")]
    private partial void LogFetched(string eventId, string type);
}
