using System.Net.Http.Json;
using System.Text.Json;
using PetShop.AppHost.Machine;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>README's first command, with the shop it starts and what becomes of it when it ends, well or badly.</summary>
public sealed class AppHostTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(1);      // a second or two, on a machine that has nothing else to do
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"petshop-apphost-{Guid.NewGuid():n}");
    private readonly Uri _address = new($"http://localhost:{FreePort.Take()}/");
    private readonly int _managementPort = FreePort.Take();
    private readonly HttpClient _http = new();

    [LocalServersFact]
    public async Task The_shop_opens_finds_its_data_again_after_a_kill_and_leaves_nothing_behind()
    {
        using (var first = await AppHostProgram.Start(_folder, _address, ("Management__Port", $"{_managementPort}")).OpenAsync())
        {
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(_address, "health/ready"))).StatusCode);
            Assert.True((await ReadAsync("products?limit=1")).GetProperty("total").GetInt32() >= 400);
            await AssertRefusedAsync(_folder, new Uri($"http://localhost:{FreePort.Take()}/"), "is in use: another AppHost runs on it");
            await AssertRefusedAsync(_folder + "-other", _address, $"Port {_address.Port} is in use");
            Assert.Matches("Admin +admin, password .* \\(kept in ", first.Said);
            var admin = await SignInAdminAsync();
            await AssertExamplesWorkAsync(admin);
            await AssertSalesAreCountedAsync(admin);
            await AssertManagementPortAsync();
            await SignUpAsync();
            foreach (var program in (string[])["postgres", "redis-server", "PetShop.Api.dll"])
                Assert.Contains(Processes(), process => process.Contains(program, StringComparison.Ordinal));
            await first.SignalAsync("KILL");
            Assert.NotEqual(0, await first.EndAsync(Promised));
        }
        using (var second = await AppHostProgram.Start(_folder, _address).OpenAsync())
        {
            await SignInAsync();
            Assert.Matches("Admin +admin, password in ", second.Said);
            await second.SignalAsync("INT");
            Assert.Equal(0, await second.EndAsync(Promised));
            await Eventually.TrueAsync(() => Processes().Count == 0, "nothing is left");
        }
        using var third = await AppHostProgram.Start(_folder, _address).OpenAsync();
        await third.SignalAsync("TERM", "HUP");     // a second signal kills at once
        await third.EndAsync(Promised);
        await Eventually.TrueAsync(() => Processes().Count == 0, "nothing is left");
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(_address));
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var folder in (string[])[_folder, _folder + "-other"])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertRefusedAsync(string folder, Uri address, string why)
    {
        using var refused = AppHostProgram.Start(folder, address);
        Assert.Equal(1, await refused.EndAsync(TimeSpan.FromSeconds(30)));
        await Eventually.TrueAsync(() => refused.Said.Contains(why, StringComparison.Ordinal), $"it says '{why}'");
        Assert.DoesNotContain("   at ", refused.Said, StringComparison.Ordinal);
    }

    private async Task<string> SignInAdminAsync()
    {
        var password = (await File.ReadAllTextAsync(Path.Combine(_folder, "admin-password"))).Trim();
        var login = await _http.PostAsJsonAsync(new Uri(_address, "auth/login"), new { username = "admin", password });
        return (await login.ShouldBeAsync(HttpStatusCode.OK)).Text("token");
    }

    private async Task AssertExamplesWorkAsync(string admin)
    {
        var (sent, failures) = await new DocumentExamples(_http, _address).SendAllAsync(admin);
        Assert.True(sent > 40, $"{sent} examples were sent.");
        Assert.Empty(failures);
    }

    /// <summary>The examples placed one order; here one is refused, too.</summary>
    private async Task AssertSalesAreCountedAsync(string admin)
    {
        var order = new { items = new[] { new { product_id = 2, quantity = 100 } }, shipping_address = "1 Kennel Lane, Barkham" };
        await (await SendAsync(admin, HttpMethod.Post, "sales/orders", order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        await Task.Delay(TimeSpan.FromSeconds(1));      // what was read last is answered again for a moment
        var metrics = await (await SendAsync(admin, HttpMethod.Get, "metrics")).Content.ReadAsStringAsync();
        foreach (var (name, value) in new[] { ("petshop_orders_placed_total", "1"), ("petshop_orders_stock_refusals_total", "1"), ("petshop_orders_revenue_total", ".*") })
            Assert.Matches($"(?m)^{name}\\{{[^}}]*\\}} {value}( |$)", metrics);
        foreach (var name in (string[])["petshop_cache_hits_total", "petshop_cache_misses_total", "http_server_request_duration_seconds", "dotnet_gc_collections", "db_client"])
            Assert.Contains(name, metrics, StringComparison.Ordinal);
    }

    private async Task AssertManagementPortAsync()
    {
        var inside = new Uri($"http://127.0.0.1:{_managementPort}/");
        Assert.Contains("petshop_orders_placed_total", await _http.GetStringAsync(new Uri(inside, "metrics")), StringComparison.Ordinal);
        await (await _http.GetAsync(new Uri(inside, "health/ready"))).ShouldBeAsync(HttpStatusCode.OK);
        await (await _http.GetAsync(new Uri(inside, "products"))).ShouldBeAsync(HttpStatusCode.NotFound);
        // By the connection, not by what a Host header claims.
        using var claim = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "metrics")) { Headers = { Host = $"127.0.0.1:{_managementPort}" } };
        await (await _http.SendAsync(claim)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpResponseMessage> SendAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        return await _http.SendAsync(request);
    }

    private async Task SignUpAsync() => (await _http.PostAsJsonAsync(new Uri(_address, "auth/register"),
        new { username = "keeper", email = "keeper@example.com", password = Buyer.UsualPassword })).EnsureSuccessStatusCode();

    private async Task SignInAsync() => (await _http.PostAsJsonAsync(new Uri(_address, "auth/login"),
        new { username = "keeper", password = Buyer.UsualPassword })).EnsureSuccessStatusCode();

    private async Task<JsonElement> ReadAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(new Uri(_address, path));

    /// <summary>What still runs of the shop: its servers name the data folder or work in it (PostgreSQL's children rewrite their command lines), its node names the address.</summary>
    private List<string> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Describe)
            .Where(line => line.Contains(_folder, StringComparison.Ordinal) || line.Contains($"localhost:{_address.Port}", StringComparison.Ordinal)),
    ];

    /// <summary>Its command line and its working folder.</summary>
    private static string Describe(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")) + Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";      // no process, or one that has just ended
        }
    }
}
