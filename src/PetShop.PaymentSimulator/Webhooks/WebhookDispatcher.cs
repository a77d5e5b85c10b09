using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>Sends deliveries when they are due: those of a lane one after another, some lanes at once.</summary>
internal sealed class WebhookDispatcher(Ledger ledger, WebhookSender sender, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim[] _signals =
        [.. Enumerable.Range(0, Tables.Lanes).Select(_ => new SemaphoreSlim(0))];

    /// <summary>Says that there may be new deliveries.</summary>
    public void Wake()
    {
        foreach (var signal in _signals)
            signal.Release();
    }

    /// <summary>Sends these deliveries now, in this order, and waits for the answers.</summary>
    public async Task SendNowAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        foreach (var delivery in deliveries)
            await sender.SendAsync(delivery, ct);
    }

    public override void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Tables.Lanes).Select(lane => RunAsync(lane, stoppingToken)));

    private async Task RunAsync(int lane, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                var next = ledger.Read(tables => tables.NextDelivery(lane));
                var wait = next is null ? LongestWait
                    : TimeSpan.FromMilliseconds(next.SendAt - time.GetUtcNow().ToUnixTimeMilliseconds());
                if (wait <= TimeSpan.Zero)
                    await sender.SendAsync(next!, ct);
                else
                    await _signals[lane].WaitAsync(wait < LongestWait ? wait : LongestWait, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The simulator stops. What is pending is sent after the next start.
        }
    }
}
