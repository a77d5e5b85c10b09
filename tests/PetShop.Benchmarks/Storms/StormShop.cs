using System.Globalization;
using System.Net;
using System.Text.Json;
using Npgsql;
using PetShop.AppHost.Servers;
using PetShop.Benchmarks.Load;

namespace PetShop.Benchmarks.Storms;

/// <summary>
/// A seeded shop whose connections to PostgreSQL and Redis can be stalled, with buyers who order one
/// product continuously.
/// </summary>
internal sealed class StormShop : IAsyncDisposable
{
    private const string Password = "a storm is only weather";
    private const int Stock = 500_000;
    private readonly Servers _servers = new();
    private readonly List<Caller> _callers = [];
    private StallableProxy? _postgres;
    private StallableProxy? _redis;
    private string _owner = "";
    private string _redisAddress = "";
    private long _orders;

    public StallableProxy Postgres => _postgres!;

    public StallableProxy Redis => _redis!;

    public Uri Address => _servers.Shop;

    /// <summary>The product that all clients read and buy.</summary>
    public long ProductId { get; private set; }

    public async Task StartAsync(HttpClient http, bool isLimited)
    {
        await _servers.StartAsync(http, data => Settings(data, isLimited));
        using var admin = await SignInAsync("storm-admin", "127.0.0.9");
        using var page = await JsonOf(await admin.GetAsync("products?limit=1"));
        var product = page.RootElement.GetProperty("items")[0];
        ProductId = product.GetProperty("id").GetInt64();
        var present = product.GetProperty("admin_data").GetProperty("stock_quantity").GetInt32();
        using var set = await admin.PutAsync($"products/{ProductId}/stock",
            new { quantity = Stock, expected = present });
        set.EnsureSuccessStatusCode();
    }

    public Caller From(string address, int connections = int.MaxValue)
    {
        var caller = new Caller(Address, address, connections);
        _callers.Add(caller);
        return caller;
    }

    public async Task<Caller> RegisterAsync(string name, string address)
    {
        using var visitor = new Caller(Address, address);
        using var registered = await visitor.PostAsync("auth/register",
            new { username = name, email = name + "@example.com", password = Password });
        registered.EnsureSuccessStatusCode();
        return await SignInAsync(name, address);
    }

    /// <summary>
    /// Orders one unit as a careful client does: with a key, and again with the same key until the outcome is known.
    /// </summary>
    public async Task<string> OrderAsync(Caller buyer)
    {
        var key = Guid.NewGuid().ToString();
        var body = new
        {
            items = new[] { new { product_id = ProductId, quantity = 1 } },
            shipping_address = "1 Harbour Street, Stormhaven"
        };
        for (var attempt = 1; ; attempt++)
        {
            var status = await TryAsync(() => buyer.PostAsync("sales/orders", body, key));
            if (status == "201")
                Interlocked.Increment(ref _orders);
            if (status is not ("503" or "409" or "429" or "no answer"))
                return attempt == 1 ? status : $"{status} after a retry";
            if (attempt == 600)
                return $"{status} to the end";
            await Task.Delay(200);
        }
    }

    /// <summary>Runs SQL as PostgreSQL's owner, bypassing the proxy that can be stalled.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The memory that Redis uses in total, in bytes.</summary>
    public async Task<long> RedisBytesAsync()
    {
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(
            _redisAddress + ",allowAdmin=true");
        var info = await redis.GetServers()[0].InfoAsync("memory");
        return long.Parse(info.SelectMany(group => group).First(line => line.Key == "used_memory").Value,
            CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Checks that every confirmed order exists, that there are no other orders, and that the stock matches them.
    /// </summary>
    public async Task<string> AuditAsync()
    {
        using var admin = await SignInAsync("storm-admin", "127.0.0.9");
        using var product = await JsonOf(await admin.GetAsync($"products/{ProductId}"));
        var left = product.RootElement.GetProperty("admin_data").GetProperty("stock_quantity").GetInt64();
        var sold = await ScalarAsync(
            $"SELECT coalesce(sum(quantity), 0) FROM order_lines WHERE product_id = {ProductId}");
        var orders = await ScalarAsync("SELECT count(*) FROM orders");
        var invoices = await ScalarAsync("SELECT count(*) FROM invoices");
        var isRight = left == Stock - sold && orders == sold && invoices == orders
            && orders == Interlocked.Read(ref _orders);
        return $"{(isRight ? "The books are right" : "THE BOOKS ARE WRONG")}: {_orders} orders answered, "
            + $"{orders} kept, {invoices} invoices, {sold} units sold, {left} of {Stock} left.";
    }

    public async ValueTask DisposeAsync()
    {
        _callers.ForEach(caller => caller.Dispose());
        _postgres?.Dispose();
        _redis?.Dispose();
        await _servers.DisposeAsync();
    }

    private Dictionary<string, string> Settings(ShopServers data, bool isLimited)
    {
        _owner = data.Postgres.ConnectionString;
        _redisAddress = data.Redis.ConnectionString;
        var postgres = new NpgsqlConnectionStringBuilder(_owner);
        _postgres = new StallableProxy(postgres.Host!, postgres.Port);
        var (host, port) = _redisAddress.Split(',')[0].Split(':') is [var name, var number]
            ? (name, int.Parse(number, CultureInfo.InvariantCulture))
            : ("127.0.0.1", 6379);
        _redis = new StallableProxy(host, port);
        postgres.Host = "127.0.0.1";
        postgres.Port = _postgres.Port;
        return new()
        {
            ["ConnectionStrings__PetShop"] = postgres.ConnectionString,
            ["ConnectionStrings__Redis"] = string.Join(
                ',', _redisAddress.Split(',').Skip(1).Prepend($"127.0.0.1:{_redis.Port}")),
            ["BootstrapAdmin__Username"] = "storm-admin",
            ["BootstrapAdmin__Password"] = Password,
            ["RateLimits__Enabled"] = isLimited ? "true" : "false",
            ["Orders__MaxUnpaid"] = "0",
            ["Orders__MaxUnpaidUnits"] = "0",
        };
    }

    private async Task<Caller> SignInAsync(string name, string address)
    {
        var caller = From(address);
        using var answer = await JsonOf(
            await caller.PostAsync("auth/login", new { username = name, password = Password }));
        caller.SignInWith(answer.RootElement.GetProperty("token").GetString()!);
        return caller;
    }

    /// <summary>The status code, or "no answer".</summary>
    public static async Task<string> TryAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var answer = await send();
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return "no answer";
        }
    }

    private static async Task<JsonDocument> JsonOf(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (answer.StatusCode >= HttpStatusCode.BadRequest)
                throw new InvalidOperationException(
                    $"{answer.RequestMessage?.RequestUri}: {await answer.Content.ReadAsStringAsync()}");
            return await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        }
    }
}
