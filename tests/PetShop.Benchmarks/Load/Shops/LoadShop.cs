using System.Globalization;
using System.Text.Json;
using Npgsql;
using PetShop.AppHost.Machine;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>One build of the shop with its own database, and the data that the rows request from it.</summary>
internal sealed class LoadShop(string name, ApiBuild build, string postgres, string redis) : IAsyncDisposable
{
    private const int BrowserCount = 32;
    private const int OrdersEach = 5;
    private const int Lines = 3;
    private readonly Dictionary<string, string> _settings = ShopSettings.For(postgres, redis, name);
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(postgres);

    public string Name => name;

    public string Postgres => postgres;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>A second node of the shop that caches nothing.</summary>
    public Uri Forgetful { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>The product that all clients read.</summary>
    public Uri Product { get; private set; } = null!;

    public Uri List => new(Address, "products?limit=24");

    /// <summary>The ids of 10,000 products with large stock.</summary>
    public long[] Products { get; private set; } = [];

    /// <summary>Customers with a cart of three lines and five orders, which do not change.</summary>
    public Shopper[] Browsers { get; private set; } = [];

    /// <summary>Customers who place orders.</summary>
    public Shopper[] Buyers { get; private set; } = [];

    /// <summary>Creates the database and starts the shop.</summary>
    public async Task StartAsync(ChildProcesses processes, HttpClient http, bool needsForgetful)
    {
        await processes.MigrateAsync(name, build, _settings);
        Products = await BulkProducts.AddAsync(_database);
        processes.Start(name, build, build.Api("--urls", Address.ToString()), _settings);
        await processes.WaitAsync(http, new Uri(Address, "health/ready"));
        if (needsForgetful)
        {
            var settings = ShopSettings.Forgetful(_settings);
            processes.Start(name + "-forgetful", build, build.Api("--urls", Forgetful.ToString()), settings);
            await processes.WaitAsync(http, new Uri(Forgetful, "health/ready"));
        }
        var page = await http.GetFromJsonAsync<JsonElement>(new Uri(Address, "products?limit=1"));
        Product = ProductAt(Address, page.GetProperty("items")[0].GetProperty("id").GetInt64());
    }

    /// <summary>Fills the carts of the customers who place orders.</summary>
    public FullCarts Carts => new(_database);

    /// <summary>Creates the customers.</summary>
    public async Task SignUpAsync(HttpClient http, int buyers)
    {
        var random = new Random(1);
        Browsers = await Shopper.SignUpAsync(http, Address, "browser", BrowserCount);
        Buyers = await Shopper.SignUpAsync(http, Address, "buyer", buyers);
        foreach (var buyer in Buyers)
            await buyer.FillCartAsync(http, Address, SomeProducts(random, Lines));
        await Carts.KeepAsync([.. Buyers.Select(buyer => buyer.Id)], Products[0]);
        foreach (var browser in Browsers)
        {
            for (var i = 0; i < OrdersEach; i++)
                await browser.OrderAsync(http, Address, SomeProducts(random, Lines));
            await browser.FillCartAsync(http, Address, SomeProducts(random, Lines));
        }
    }

    public static Uri ProductAt(Uri server, long id) =>
        new(server, string.Create(CultureInfo.InvariantCulture, $"products/{id}"));

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Different random products, without the first one, which is for hot carts.</summary>
    private HashSet<long> SomeProducts(Random random, int count)
    {
        var chosen = new HashSet<long>();
        while (chosen.Count < count)
            chosen.Add(Products[random.Next(1, Products.Length)]);
        return chosen;
    }
}
