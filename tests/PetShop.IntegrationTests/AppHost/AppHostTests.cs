using System.Net.Http.Json;
using System.Text.Json;
using PetShop.AppHost.Machine;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.AppHost;

/// <summary>The README's first command: the shop that it starts, and what happens when it stops or is killed.</summary>
public sealed class AppHostTests : IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromMinutes(3);      // one or two seconds on an idle machine
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"petshop-apphost-{Guid.NewGuid():n}");
    private readonly Uri _address = new($"http://localhost:{FreePort.Take()}/");
    private readonly int _managementPort = FreePort.Take();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>A proxy for other machines, which cannot reach this machine's own addresses.</summary>
    private static readonly (string, string) DeadProxy = ("HTTP_PROXY", "http://127.0.0.1:9");

    /// <summary>In the launcher's environment; only <c>migrate</c> needs it.</summary>
    private const string AdminSecret = "not for who serves";

    [LocalServersFact]
    public async Task The_shop_starts_recovers_its_data_after_a_kill_and_leaves_no_process_behind()
    {
        using (var first = await AppHostProgram.Start(
            _folder, _address, ("Management__Port", $"{_managementPort}"), DeadProxy).OpenAsync())
        {
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(new Uri(_address, "health/ready"))).StatusCode);
            Assert.True((await ReadAsync("products?limit=1")).GetProperty("total").GetInt32() >= 400);
            await AssertRefusedAsync(
                _folder, new Uri($"http://localhost:{FreePort.Take()}/"), "is in use: another AppHost runs on it");
            await AssertRefusedAsync(_folder + "-other", _address, $"Port {_address.Port} is in use");
            Assert.Matches("Admin +admin, password .* \\(kept in ", first.Said);
            Assert.Matches("Mails +http://127\\.0\\.0\\.1:", first.Said);
            var admin = await SignInAdminAsync();
            await AssertFirstQuoteShowsAllStepsAsync();
            await AssertExamplesWorkAsync(admin);
            await AssertSalesAreCountedAsync(admin);
            await AssertManagementPortAsync();
            await SignUpAsync();
            foreach (var program in (string[])["postgres", "redis-server", "PetShop.Api.dll"])
                Assert.Contains(Processes(), process => process.Is(program));
            await first.SignalAsync("KILL");
            Assert.NotEqual(0, await first.EndAsync(Promised));
        }
        var secret = ("BootstrapAdmin__Password", AdminSecret);
        using (var second = await AppHostProgram.Start(_folder, _address, secret).OpenAsync())
        {
            await SignInAsync();
            AssertSecretsAreKept();
            await AssertTourWorksAsync();
            await AssertLogsAreCutAsync();
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

    /// <summary>
    /// Each process gets only the secrets that it needs: the servers no setting of the API, a node neither the first
    /// admin's password nor the owner's role.
    /// </summary>
    private void AssertSecretsAreKept()
    {
        var children = Processes().Where(process => !process.Is("PetShop.AppHost.dll")).ToList();
        Assert.DoesNotContain(children.SelectMany(process => process.Environment), IsAdminSecret);
        var servers = children.Where(process => process.Is("/postgres") || process.Is("/redis-server"));
        Assert.DoesNotContain(servers.SelectMany(process => process.Environment), IsSetting);
        var node = children.First(process => process.Is("PetShop.Api.dll")).Environment;
        var connection = Assert.Single(
            node, text => text.StartsWith("ConnectionStrings__PetShop", StringComparison.Ordinal));
        Assert.Contains("Username=petshop_api;", connection, StringComparison.Ordinal);
        Assert.Contains($"DataProtection__CertificatePath={Path.Combine(_folder, "key-ring.pfx")}", node);
        var log = File.ReadAllText(Path.Combine(_folder, "logs", $"api-{_address.Port}.log"));
        Assert.DoesNotContain("certificate", log, StringComparison.OrdinalIgnoreCase);

        static bool IsAdminSecret(string variable) => variable.EndsWith(AdminSecret, StringComparison.Ordinal);
        static bool IsSetting(string variable) => variable.Split('=')[0].Contains("__", StringComparison.Ordinal);
    }

    private async Task AssertTourWorksAsync()
    {
        var shown = await ReadmeTour.RunAsync(_address);
        Assert.All(shown, line => Assert.True(line.Length <= 100, line));
        foreach (var line in (string[])["304", "\"status\":400"])
            Assert.Contains(line, shown);
        string[] parts =
        [
            "\"name\":", "The account was created", "\"product_name\":", "has been placed",
            "Idempotent-Replayed: true", "\"text\":", "\"status\":\"failed\"", "\"status\":\"captured\"",
            "[0].quantity", "\"pet_typ\":",
        ];
        foreach (var part in parts)
            Assert.Contains(shown, line => line.Contains(part, StringComparison.Ordinal));
    }

    private async Task AssertLogsAreCutAsync()
    {
        var log = Path.Combine(_folder, "logs", "redis.log");
        await File.AppendAllTextAsync(log, new string('x', (int)LogRotation.MaxBytes + 1));
        await Eventually.TrueAsync(() => new FileInfo(log).Length < LogRotation.MaxBytes, "the log is cut");
    }

    private async Task AssertExamplesWorkAsync(string admin)
    {
        var (sent, failures) = await new DocumentExamples(_http, _address).SendAllAsync(admin);
        Assert.True(sent > 40, $"{sent} examples were sent.");
        Assert.Empty(failures);
    }

    /// <summary>As a new customer in Swagger UI: the examples of the cart and of the quote, as they stand.</summary>
    private async Task AssertFirstQuoteShowsAllStepsAsync()
    {
        var document = await ReadAsync("swagger/v1/swagger.json");
        var guest = await _http.PostAsync(new Uri(_address, "sales/carts/guest"), null);
        _http.DefaultRequestHeaders.Add("Cart-Token", guest.Headers.GetValues("Cart-Token"));
        await (await _http.PutAsync(new Uri(_address, "sales/carts/guest"), ExampleOf("/sales/carts/guest", "put")))
            .ShouldBeAsync(HttpStatusCode.OK);
        var quote = await (await _http.PostAsync(new Uri(_address, "sales/carts/guest/quote"),
            ExampleOf("/sales/carts/guest/quote", "post"))).ShouldBeAsync(HttpStatusCode.OK);
        _http.DefaultRequestHeaders.Remove("Cart-Token");
        var steps = quote.GetProperty("steps").EnumerateArray().Select(step => step.Text("step"));
        string[] kinds =
        [
            "line_amount", "line_discount", "order_discount", "discount_share", "shipping", "shipping_discount", "tax",
            "total",
        ];
        Assert.Empty(kinds.Except(steps));

        HttpContent ExampleOf(string path, string method) => JsonContent.Create(document.GetProperty("paths")
            .GetProperty(path).GetProperty(method).GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("example"));
    }

    /// <summary>The examples have placed two orders, one as a guest; one more is refused here.</summary>
    private async Task AssertSalesAreCountedAsync(string admin)
    {
        var order = new
        {
            items = new[] { new { product_id = 2, quantity = 100 } }, shipping_address = "1 Kennel Lane, Barkham"
        };
        await (await SendAsync(admin, HttpMethod.Post, "sales/orders", order))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        await Task.Delay(TimeSpan.FromSeconds(1));      // the last response is cached for a moment
        var metrics = await (await SendAsync(admin, HttpMethod.Get, "metrics")).Content.ReadAsStringAsync();
        foreach (var (name, value) in new[]
        {
            ("petshop_orders_placed_total", "2"),
            ("petshop_orders_stock_refusals_total", "1"), ("petshop_orders_revenue_total", ".*")
        })
            Assert.Matches($"(?m)^{name}\\{{[^}}]*\\}} {value}( |$)", metrics);
        foreach (var name in (string[])["petshop_cache_hits_total", "petshop_cache_misses_total",
            "http_server_request_duration_seconds", "dotnet_gc_collections", "db_client"])
            Assert.Contains(name, metrics, StringComparison.Ordinal);
    }

    private async Task AssertManagementPortAsync()
    {
        var inside = new Uri($"http://127.0.0.1:{_managementPort}/");
        Assert.Contains("petshop_orders_placed_total", await _http.GetStringAsync(new Uri(inside, "metrics")),
            StringComparison.Ordinal);
        await (await _http.GetAsync(new Uri(inside, "health/ready"))).ShouldBeAsync(HttpStatusCode.OK);
        await (await _http.GetAsync(new Uri(inside, "products"))).ShouldBeAsync(HttpStatusCode.NotFound);
        // By the connection's port, not by the Host header.
        using var claim = new HttpRequestMessage(HttpMethod.Get, new Uri(_address, "metrics"))
        {
            Headers = { Host = $"127.0.0.1:{_managementPort}" },
        };
        await (await _http.SendAsync(claim)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpResponseMessage> SendAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", token);
        return await _http.SendAsync(request);
    }

    private async Task SignUpAsync() => (await _http.PostAsJsonAsync(new Uri(_address, "auth/register"),
        new { username = "keeper", email = "keeper@example.com", password = Buyer.DefaultPassword }))
        .EnsureSuccessStatusCode();

    private async Task SignInAsync() => (await _http.PostAsJsonAsync(new Uri(_address, "auth/login"),
        new { username = "keeper", password = Buyer.DefaultPassword })).EnsureSuccessStatusCode();

    private async Task<JsonElement> ReadAsync(string path) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri(_address, path));

    private IReadOnlyList<ShopProcess> Processes() => ShopProcess.Find(_folder, _address);
}
