using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;
using PetShop.Benchmarks.Load.Shops;
using PetShop.Benchmarks.Size;
using PetShop.Benchmarks.Torture.Machine;

namespace PetShop.Benchmarks.Torture;

/// <summary>
/// PostgreSQL, Redis, a payment provider and two nodes of a seeded shop, each of which can be killed, frozen and
/// restarted, and a mail server.
/// </summary>
internal sealed class TortureShop : IAsyncDisposable
{
    public const string AdminName = "torture-admin";
    public const string Password = "nine lives and then some";
    private const string Unlimited = "1000000000";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ShopServers _servers;
    private readonly string _logs = Directory.CreateTempSubdirectory("petshop-torture").FullName;

    private TortureShop(ShopServers servers, LocalPostgres postgres, LocalRedis redis, PostOffice postOffice,
        TortureOptions options)
    {
        (_servers, PostOffice) = (servers, postOffice);
        (Postgres, Redis) = (new(postgres), new(redis));
        Database = new(postgres.ConnectionString);
        ConnectionString = postgres.ConnectionString;
        Provider = new(_logs, _http);
        var settings = Settings(postgres.Roles.Nodes.In(postgres.ConnectionString), redis.ConnectionString, options);
        foreach (var (name, value) in Provider.NodeSettings.Concat(PostOffice.NodeSettings))
            settings[name] = value;
        Nodes = [.. new[] { "node 1", "node 2" }.Select(name => new NodeVictim(
            name, new Uri($"http://127.0.0.1:{FreePort.Take()}"), settings, _logs, _http))];
    }

    public PostgresVictim Postgres { get; }

    public RedisVictim Redis { get; }

    public ProviderVictim Provider { get; }

    public PostOffice PostOffice { get; }

    public IReadOnlyList<NodeVictim> Nodes { get; }

    public IEnumerable<Victim> All => [Postgres, Redis, Provider, .. Nodes];

    /// <summary>As the superuser.</summary>
    public Database Database { get; private set; }

    /// <inheritdoc cref="Database"/>
    public string ConnectionString { get; }

    /// <summary>The products that people buy, the most popular ones first.</summary>
    public long[] Products { get; private set; } = [];

    /// <summary>The products that are gift cards.</summary>
    public long[] GiftCards { get; private set; } = [];

    /// <exception cref="StartFailure">
    /// A server did not start, or is not a program of this machine: only those can be killed.
    /// </exception>
    public static async Task<TortureShop> StartAsync(TortureOptions options, CancellationToken ct)
    {
        var servers = await ShopServers.StartAsync(new ShopServersOptions { Report = Console.WriteLine }, ct);
        if (!OperatingSystem.IsLinux() || servers is not { Postgres: LocalPostgres postgres, Redis: LocalRedis redis })
        {
            await servers.DisposeAsync();
            throw new StartFailure("This needs Linux with PostgreSQL and redis-server installed.");
        }
        var shop = new TortureShop(servers, postgres, redis, await PostOffice.StartAsync(), options);
        try
        {
            await shop.PrepareAsync(postgres.Roles, options, ct);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts what does not run, and waits until both nodes are ready.</summary>
    public async Task RecoverAsync(CancellationToken ct)
    {
        foreach (var victim in All)
            await victim.StartAsync(ct);
        foreach (var node in Nodes)
            await node.WaitUntilReadyAsync(ct);
        await Database.DisposeAsync();      // its connections may have ended with the server
        Database = new(ConnectionString);
    }

    /// <summary>How many lines of all nodes' logs contain a text.</summary>
    public int CountLogLines(string text) => Nodes.SelectMany(node => node.LogFiles)
        .Sum(log => LogFile.ReadLines(log).Count(line => line.Contains(text, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Provider.DisposeAsync();
        await PostOffice.DisposeAsync();
        await Database.DisposeAsync();
        await _servers.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_logs, recursive: true);
    }

    private async Task PrepareAsync(PostgresRoles roles, TortureOptions options, CancellationToken ct)
    {
        // Only processes are killed, not the machine: what was written is kept without waiting for the disk.
        foreach (var setting in new[] { "fsync = off", "full_page_writes = off", "log_line_prefix = '%m [%p] [%e] '" })
            await Database.ExecuteAsync("ALTER SYSTEM SET " + setting);
        await Database.ExecuteAsync("SELECT pg_reload_conf()");
        var migrate = Settings(roles.Owner.In(ConnectionString), "", options);
        migrate["Database__ApplicationRole"] = roles.Nodes.Name;
        migrate["Seed__Catalogue"] = "true";
        migrate["BootstrapAdmin__Username"] = AdminName;
        migrate["BootstrapAdmin__Password"] = Password;
        migrate["BootstrapAdmin__Email"] = "torture-admin@example.com";
        await using (var processes = new ChildProcesses())
            await processes.MigrateAsync("torture", ApiBuild.Own, migrate);
        var products = await Past.CreateAsync(Database);
        (Products, GiftCards) = (products[..^2], products[^2..]);
        await Database.ExecuteAsync("UPDATE products SET is_gift_card = true, price = 25 WHERE id IN "
            + $"({GiftCards[0]}, {GiftCards[1]})");
        await Provider.LaunchAsync(ProviderControl.MessagesOf(Nodes[0].Address), ct);
        await Task.WhenAll(Nodes.Select(node => node.LaunchAsync(ct)));
        foreach (var node in Nodes)
            await node.WaitUntilReadyAsync(ct);
    }

    /// <summary>Production settings, except for limits on what one address may do and for short deadlines.</summary>
    private static Dictionary<string, string> Settings(string postgres, string redis, TortureOptions options)
    {
        Dictionary<string, string> settings = new()
        {
            ["ConnectionStrings__PetShop"] = postgres,
            ["RateLimits__Anonymous__Requests"] = Unlimited,
            ["RateLimits__Account__Requests"] = Unlimited,
            ["RateLimits__SignIn__Requests"] = Unlimited,
            ["RateLimits__Guest__Requests"] = Unlimited,
            ["RateLimits__UnknownCodes__Requests"] = Unlimited,
            ["RateLimits__MailRequests__Requests"] = Unlimited,
            ["Orders__MaxUnpaid"] = "60",
            ["Orders__MaxUnpaidUnits"] = "1500",
            ["Orders__MaxCancelledPerDay"] = "100000",
            ["Orders__MaxCancelledPerDayAddress"] = "100000",
            ["Orders__PayWithin"] = "00:00:45",
            ["Orders__MaxUnpaidGuest"] = "60",
            ["Orders__MaxUnpaidGuestUnits"] = "1500",
            ["Orders__MaxUnpaidAddress"] = "400",
            ["Orders__MaxUnpaidAddressUnits"] = "9000",
            ["Orders__GuestPayWithin"] = "00:00:40",
            ["Carts__MaxGuestCartsPerAddress"] = "0",
            ["Accounts__PasswordIterations"] = "1",
            ["Tax__Registrations"] = "DE, FR, PL",
            ["Tax__PricesIncludeTax"] = options.Seed % 2 == 0 ? "true" : "false",
            ["Payments__Capture"] = options.Seed / 2 % 2 == 0 ? "AtOnce" : "Later",
            ["Webhooks__AllowPrivateAddresses"] = "true",
        };
        if (redis.Length > 0)
            settings["ConnectionStrings__Redis"] = redis;
        return settings;
    }
}
