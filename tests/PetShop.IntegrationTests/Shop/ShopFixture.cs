using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Settings;

namespace PetShop.IntegrationTests.Shop;

/// <summary>
/// A running shop with its own database, which contains only reference data and one admin. Tests call it over HTTP.
/// </summary>
public sealed class ShopFixture : IAsyncDisposable
{
    private static int _opened;
    private readonly List<ShopNode> _extraNodes = [];
    private int _people;
    private Admin? _admin;

    private ShopFixture(ShopDatabase database, Dictionary<string, string?> settings)
    {
        (Database, Settings) = (database, settings);
        Node = new ShopNode(settings, Clock);
    }

    /// <summary>The clock of all the shop's nodes, also for the expiry of tokens.</summary>
    public ShopClock Clock { get; } = new();

    public ShopDatabase Database { get; }

    /// <summary>The settings of all its nodes.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The default node.</summary>
    public ShopNode Node { get; }

    /// <summary>The node's services, for work that is not a request, such as running a job.</summary>
    public IServiceProvider Services => Node.Services;

    /// <summary>A caller without a token.</summary>
    public ShopCaller Anyone => new(Node);

    /// <summary>Creates products as the admin, over the API.</summary>
    public Catalogue Catalogue => new(this);

    /// <summary>Registers a new customer and signs them in.</summary>
    public async Task<Buyer> SignUpAsync(string? username = null, string password = Buyer.DefaultPassword)
    {
        username ??= $"buyer{Interlocked.Increment(ref _people)}";
        var registered = await Anyone.PostAsync("/auth/register",
            new { username, email = username + "@example.com", password });
        await registered.ShouldBeAsync(HttpStatusCode.Created);
        return await Buyer.SignInAsync(Node, username, password);
    }

    /// <summary>Signs a registered customer in.</summary>
    public Task<Buyer> SignInAsync(string username, string password = Buyer.DefaultPassword) =>
        Buyer.SignInAsync(Node, username, password);

    /// <summary>The first admin, signed in.</summary>
    public async Task<Admin> AdminAsync() => _admin ?? await SignAdminInAsync();

    /// <summary>Starts another node on the same database and Redis; it stops when the test ends.</summary>
    public ShopNode StartNode(params (string Key, string Value)[] settings)
    {
        var node = NewNode(settings);
        _extraNodes.Add(node);
        return node;
    }

    internal static async Task<ShopFixture> OpenAsync()
    {
        var name = $"shop{Environment.ProcessId}-{Interlocked.Increment(ref _opened)}";
        var database = await ShopDatabase.CreateAsync();
        var redis = (await TestServers.Running).Redis.ConnectionString;
        var shop = new ShopFixture(database, ShopSettings.For(database.NodeConnectionString, redis, name));
        // The first sign-in creates what stays for good, such as the signing key. Its session does not stay.
        await shop.AdminAsync();
        await database.ExecuteAsync("TRUNCATE sessions CASCADE");
        await database.KeepAsync();
        await shop.SignAdminInAsync();
        shop.Node.Log.Clear();
        return shop;
    }

    /// <summary>
    /// Restores the initial rows and signs the admin in again: a shop serves tests for longer than a token lives.
    /// </summary>
    public async Task RestoreAsync()
    {
        await Database.RestoreAsync();
        await SignAdminInAsync();
    }

    /// <summary>Resets the shop to its initial state.</summary>
    /// <returns>False if that is not possible, because its clock was moved and a running program remembers the
    /// time.</returns>
    internal async Task<bool> TryResetAsync()
    {
        await StopExtraNodesAsync();
        if (Clock.IsMoved)
            return false;
        await RestoreAsync();
        await Services.GetRequiredService<RuntimeSettingsPoll>().RefreshAsync(CancellationToken.None);
        await (await (await AdminAsync()).DeleteAsync("/admin/cache?pattern=*"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        Node.Log.Clear();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopExtraNodesAsync();
        await Node.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<Admin> SignAdminInAsync() => _admin = await Admin.SignInAsync(Node);

    private ShopNode NewNode((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(Settings);
        foreach (var (key, value) in settings)
            all[key] = value;
        return new ShopNode(all, Clock);
    }

    private async Task StopExtraNodesAsync()
    {
        foreach (var node in _extraNodes)
            await node.DisposeAsync();
        _extraNodes.Clear();
    }
}
