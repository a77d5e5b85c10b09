using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PetShop.AppHost.Machine;

namespace PetShop.Benchmarks.Torture.Events;

/// <summary>A message that was answered with 200.</summary>
internal sealed record AcceptedMessage(string Subscriber, SeenEvent Event);

/// <summary>
/// Receives the shop's events, by Standard Webhooks. Sometimes it refuses them, hangs or closes the connection.
/// </summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(12);
    private readonly WebApplication _app;
    private readonly Random _random;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _secrets = [];
    private readonly List<AcceptedMessage> _accepted = [];
    private readonly List<string> _forged = [];

    private Subscriber(WebApplication app, int seed) => (_app, _random) = (app, new(seed));

    /// <summary>Whether it accepts everything.</summary>
    public bool IsCalm { get; set; }

    /// <summary>In the order in which they were accepted.</summary>
    public IReadOnlyList<AcceptedMessage> Accepted
    {
        get
        {
            lock (_gate)
                return [.. _accepted];
        }
    }

    /// <summary>Messages whose signature is wrong.</summary>
    public IReadOnlyList<string> Forged => _forged;

    /// <summary>How many messages were not accepted.</summary>
    public int Refused { get; private set; }

    public static async Task<Subscriber> StartAsync(int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Take()}");
        var app = builder.Build();
        var subscriber = new Subscriber(app, seed);
        app.MapPost("/{name}", subscriber.ReceiveAsync);
        await app.StartAsync();
        return subscriber;
    }

    public string AddressOf(string name) => $"{_app.Urls.Single()}/{name}";

    public void Trust(string name, string secret) =>
        _secrets[name] = Convert.FromBase64String(secret["whsec_".Length..]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(string name, HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var id = http.Request.Headers["webhook-id"].ToString();
        var status = Receive(name, id, body, http.Request.Headers);
        if (status == 0)
        {
            http.Abort();
            return;
        }
        if (status == StatusCodes.Status504GatewayTimeout)
            await Task.Delay(Hanging, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Response.StatusCode = status;
    }

    /// <returns>The status of the answer; 0 for none.</returns>
    private int Receive(string name, string id, string body, IHeaderDictionary headers)
    {
        lock (_gate)
        {
            if (!IsSigned(name, id, body, headers))
            {
                _forged.Add($"{name}: {id}");
                return StatusCodes.Status400BadRequest;
            }
            var status = IsCalm ? StatusCodes.Status200OK : SomeStatus();
            if (status != StatusCodes.Status200OK)
            {
                Refused++;
                return status;
            }
            var made = JsonSerializer.Deserialize<JsonElement>(body);
            _accepted.Add(new(name, new(made.GetProperty("cursor").GetInt64(), id,
                made.GetProperty("type").GetString()!, made.GetProperty("key").GetString()!)));
            return status;
        }
    }

    private int SomeStatus() => _random.Next(300) switch
    {
        < 5 => StatusCodes.Status500InternalServerError,
        < 8 => StatusCodes.Status410Gone,
        < 9 => StatusCodes.Status504GatewayTimeout,
        < 11 => 0,
        _ => StatusCodes.Status200OK,
    };

    private bool IsSigned(string name, string id, string body, IHeaderDictionary headers)
    {
        var sentAt = headers["webhook-timestamp"].ToString();
        if (!_secrets.TryGetValue(name, out var secret)
            || !long.TryParse(sentAt, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        var expected = "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{sentAt}.{body}")));
        return headers["webhook-signature"].ToString().Split(' ').Contains(expected);
    }
}
