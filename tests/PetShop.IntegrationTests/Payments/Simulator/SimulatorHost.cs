using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PetShop.PaymentSimulator;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

/// <summary>A payment simulator in this process, in a folder of its own.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    public const string ApiKey = "sk_test_simulator";
    public const string WebhookSecret = "whsec_simulator";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petshop-simulator-");
    private readonly HttpClient _http = new();
    private readonly Uri? _webhooks;
    private readonly TimeProvider _time;
    private WebApplication? _app;

    private SimulatorHost(Uri? webhooks, TimeProvider time) => (_webhooks, _time) = (webhooks, time);

    public Uri Address { get; private set; } = null!;

    /// <summary>Stripe's own client, which repeats nothing.</summary>
    public StripeClient Client { get; private set; } = null!;

    /// <summary>For the control routes and the pages.</summary>
    public HttpClient Http => _http;

    public string Folder => _folder.FullName;

    public static async Task<SimulatorHost> StartAsync(Uri? webhooks = null, TimeProvider? time = null)
    {
        var host = new SimulatorHost(webhooks, time ?? TimeProvider.System);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Ends the simulator and starts another one in the same folder, at another port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
            await app.DisposeAsync();
        _app = null;
    }

    /// <summary>A client that speaks to this simulator.</summary>
    public static StripeClient ClientOf(Uri address, HttpClient http, string apiKey = ApiKey) => new(
        apiKey, httpClient: new SystemNetHttpClient(http, maxNetworkRetries: 0),
        apiBase: address.ToString().TrimEnd('/'));

    /// <summary>Orders a fault, in the JSON of the control route.</summary>
    public async Task OrderAsync(object fault) => await ControlAsync(HttpMethod.Post, "faults", fault);

    /// <summary>Calls a control route and expects success.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, "_control/" + path))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>How many calls the only fault has affected.</summary>
    public async Task<int> HitsAsync() =>
        (await ControlAsync(HttpMethod.Get, "faults"))[0].GetProperty("hits").GetInt32();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    public async Task StartAgainAsync()
    {
        _app = SimulatorApp.Build(new SimulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Folder = _folder.FullName,
            ApiKey = ApiKey,
            WebhookSecret = WebhookSecret,
            WebhookUrl = _webhooks,
            FirstPause = TimeSpan.FromMilliseconds(20),
        }, _time);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        Client = ClientOf(Address, _http);
    }
}
