using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Npgsql;
using PetShop.AppHost.Machine;
using PetShop.AppHost.Servers;

namespace PetShop.Benchmarks.Size;

/// <summary>A shop of a certain size, with its own database and process.</summary>
internal sealed class SizedShop : IAsyncDisposable
{
    private const string Admin = "admin";
    private const string Password = "wet nose cold morning";

    /// <summary>A guest's order of half a year ago, and the product that it begins with.</summary>
    private const string SomeOrder = """
        SELECT o.id::text, o.customer_email, s.tracking_number, l.product_id::text, l.sku
        FROM orders o JOIN shipments s ON s.order_id = o.id
            JOIN order_lines l ON l.order_id = o.id AND l.position = 1
        WHERE o.user_id IS NULL AND o.placed_at < now() - interval '180 days' AND o.archived_at IS NULL
        ORDER BY o.id DESC LIMIT 1
        """;

    private readonly GuardedProcess _process;

    private SizedShop(int size, GuardedProcess process, Uri address) =>
        (Size, _process, Http) = (size, process, ClientOf(address));

    public int Size { get; }

    public HttpClient Http { get; }

    /// <summary>What stands for the names in angle brackets in a path.</summary>
    private IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>The admin's token.</summary>
    public AuthenticationHeaderValue Token { get; private set; } = new("Bearer");

    /// <summary>Starts the shop and fills it. A database that exists from an earlier run is reused.</summary>
    public static async Task<SizedShop> StartAsync(ShopServers servers, int size, string logs)
    {
        var given = new NpgsqlConnectionStringBuilder(servers.Postgres.ConnectionString);
        var name = string.Create(CultureInfo.InvariantCulture, $"{given.Database}_{size}");
        await EnsureDatabaseAsync(given.ConnectionString, name);
        given.Database = name;
        var environment = new Dictionary<string, string>
        {
            ["ConnectionStrings__PetShop"] = given.ConnectionString,
            ["ConnectionStrings__Redis"] = servers.Redis.ConnectionString,
            ["Cache__KeyPrefix"] = name,
            ["Seed__Catalogue"] = "true",
            ["RateLimits__Enabled"] = "false",      // all requests come from one address
            ["BootstrapAdmin__Username"] = Admin, ["BootstrapAdmin__Password"] = Password,
            ["BootstrapAdmin__Email"] = "admin@example.com",
        };
        await MigrateAsync(environment, Path.Combine(logs, name + "-migrate.log"));
        var values = await FillAsync(given.ConnectionString, size);
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var shop = new SizedShop(
            size, Run(Path.Combine(logs, name + ".log"), ["--urls", address.ToString()], environment), address)
        {
            Values = values,
        };
        await shop.WaitAsync();
        shop.Token = await shop.SignInAsync();
        return shop;
    }

    /// <summary>The path for this shop.</summary>
    public string WithValues(string path) => Values.Aggregate(path, (filled, each) =>
        filled.Replace($"<{each.Name}>", Uri.EscapeDataString(each.Value), StringComparison.Ordinal));

    /// <summary>Empties the cache.</summary>
    public async Task ForgetAsync()
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Delete, "admin/cache?pattern=*") { Headers = { Authorization = Token } };
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private static HttpClient ClientOf(Uri address) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    private static async Task EnsureDatabaseAsync(string server, string name)
    {
        await using var database = new Database(
            new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }.ConnectionString);
        if (!await database.ReadAsync<bool>($"SELECT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')"))
            await database.ExecuteAsync($"CREATE DATABASE {name}");
    }

    private static async Task MigrateAsync(Dictionary<string, string> environment, string log)
    {
        await using var migrate = Run(log, ["migrate"], environment);
        await migrate.Exit;
        if (migrate.ExitCode != 0)
            throw new InvalidOperationException("The shop could not be made: " + migrate.LastLines());
    }

    private static async Task<IReadOnlyList<(string Name, string Value)>> FillAsync(string connectionString, int size)
    {
        await using var database = new Database(connectionString);
        if (!await database.ReadAsync<bool>("SELECT EXISTS (SELECT FROM orders)"))
        {
            Console.WriteLine($"Filling {size} products and as many orders and accounts");
            await new ProductFill(database).AddAsync(size);
            await new SalesFill(database).AddAsync(size);
            await database.ExecuteAsync("VACUUM ANALYZE");
        }
        return (await database.ListAsync(SomeOrder, row => new (string, string)[]
        {
            ("order", row.GetString(0)), ("email", row.GetString(1)), ("tracking", row.GetString(2)),
            ("product", row.GetString(3)), ("sku", row.GetString(4)),
        }))[0];
    }

    private static GuardedProcess Run(string log, string[] arguments, Dictionary<string, string> environment)
    {
        var dotnet = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows()
                ? "dotnet.exe"
                : "dotnet"));
        string[] line =
        [
            dotnet, "exec", "--depsfile", PathOf("PetShop.Benchmarks.deps.json"),
            "--runtimeconfig", PathOf("PetShop.Benchmarks.runtimeconfig.json"), PathOf("PetShop.Api.dll"), .. arguments,
        ];
        return GuardedProcess.Start(new GuardedCommand(line, log)
        {
            StopSignal = "TERM", Environment = environment, WorkingDirectory = AppContext.BaseDirectory,
        });
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private async Task WaitAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (attempt == 300 || _process.HasExited)
                throw new InvalidOperationException("The shop does not answer. " + _process.LastLines());
            await Task.Delay(100);
        }
    }

    private async Task<AuthenticationHeaderValue> SignInAsync()
    {
        using var answer = await Http.PostAsJsonAsync("auth/login", new { username = Admin, password = Password });
        answer.EnsureSuccessStatusCode();
        return new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
    }
}
