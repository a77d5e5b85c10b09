using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>A shop's endpoint for webhooks. It accepts only what is signed.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _statuses = new();
    private readonly List<Event> _events = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/webhooks", ReceiveAsync);
    }

    public Uri Address => new(new Uri(_app.Urls.Single()), "webhooks");

    /// <summary>All that were sent, in the order of arrival, also those that were refused.</summary>
    public IReadOnlyList<Event> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next deliveries with these statuses; all others with 200.</summary>
    public void AnswerNext(params int[] statuses) => Array.ForEach(statuses, _statuses.Enqueue);

    /// <summary>Waits until as many deliveries have arrived.</summary>
    public async Task<IReadOnlyList<Event>> WaitForAsync(int count)
    {
        while (Events.Count < count)
            Assert.True(await _arrived.WaitAsync(MaxWait), $"Only {Events.Count} of {count} webhooks arrived.");
        return Events;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var received = EventUtility.ConstructEvent(
            body, http.Request.Headers["Stripe-Signature"], SimulatorHost.WebhookSecret);
        http.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        lock (_events)
            _events.Add(received);
        _arrived.Release();
    }
}
