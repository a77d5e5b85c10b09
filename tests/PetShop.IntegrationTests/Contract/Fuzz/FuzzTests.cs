using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PetShop.Api.Core.OpenApi;
using Xunit.Abstractions;

namespace PetShop.IntegrationTests.Contract.Fuzz;

/// <summary>
/// Requests generated from the OpenAPI document, by all callers, valid and invalid. A few hundred by default, the same
/// each time. <c>FUZZ_REQUESTS=20000</c> sends that many, different each time, and <c>FUZZ_SEED</c> repeats a run.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : ShopTest
{
    private const int UsualSeed = 1;
    private const int UsualRequests = 400;
    private const int RequestsOfOneCast = 250;
    private const int MaxFindings = 30;

    /// <summary>Statuses that any operation can respond with, whatever it declares.</summary>
    private static readonly int[] Anywhere = [404, 405, 413, 415, 429, 503];

    /// <summary>Kestrel itself rejects a request line or headers that are too long, without a body.</summary>
    private static readonly int[] BeforeTheShop = [414, 431];

    private readonly List<string> _findings = [];
    private KnownIds _ids = new();

    [Fact]
    public async Task No_request_breaks_the_shop_and_none_that_is_refused_changes_anything()
    {
        var asked = Number("FUZZ_REQUESTS");
        var requests = asked ?? UsualRequests;
        var seed = Number("FUZZ_SEED") ?? (asked is null ? UsualSeed : Random.Shared.Next());
        output.WriteLine($"FUZZ_SEED={seed}, {requests} requests");
        Console.WriteLine($"Fuzz: FUZZ_SEED={seed}, {requests} requests");
        var statuses = await SendAsync(requests, new Random(seed));
        output.WriteLine(string.Join(
            ", ", statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}")));
        var counts = statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}");
        Console.WriteLine($"Fuzz: {string.Join(", ", counts)}");
        if (_findings.Count > 0)
            Assert.Fail($"With FUZZ_SEED={seed} FUZZ_REQUESTS={requests}:\n{string.Join("\n\n", _findings)}");
        Assert.Contains(statuses, status => status.Key is >= 200 and < 300);
        Assert.Contains(statuses, status => status.Key is >= 400 and < 500);
    }

    private async Task<Dictionary<int, int>> SendAsync(int requests, Random random)
    {
        var operations = await ApiDescription.OperationsAsync();
        var digest = new TableDigest(Shop.Database);
        var statuses = new Dictionary<int, int>();
        FuzzCallers? callers = null;
        Dictionary<string, string> before = [];
        for (var sent = 0; sent < requests && _findings.Count < MaxFindings; sent++)
        {
            if (sent % RequestsOfOneCast == 0)
            {
                await StockAsync();
                callers = await FuzzCallers.CreateAsync(Shop);
                before = await digest.TakeAsync();
            }
            var (name, operation) = operations[random.Next(operations.Count)];
            var (who, caller) = callers!.Pick(random);
            var fuzz = new FuzzRequest(random, _ids, name.Split(' ')[0], name.Split(' ')[1], operation);
            using var request = fuzz.Build();
            using var answer = await caller.Http.SendAsync(request);
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            await CheckAsync(answer, $"{who}: {fuzz.Told}", name.Split(' ')[1], operation);
            var after = await digest.TakeAsync();
            if ((int)answer.StatusCode >= 400)
                Report(after.Where(table => before[table.Key] != table.Value)
                    .Select(table => $"{(int)answer.StatusCode}, but {table.Key} changed").ToList(),
                    $"{who}: {fuzz.Told}");
            before = after;
        }
        return statuses;
    }

    /// <summary>Resets the shop, because requests may have closed the admin's account, and adds products.</summary>
    private async Task StockAsync()
    {
        await Shop.TryResetAsync();
        _ids = new KnownIds();
        for (var i = 0; i < 3; i++)
            await Shop.Catalogue.AddProductAsync(stock: 1000);
        var admin = await Shop.AdminAsync();
        foreach (var list in (await ApiDescription.OperationsAsync()).Select(operation => operation.Name)
            .Where(name =>
                name.StartsWith("GET ", StringComparison.Ordinal) && !name.Contains('{', StringComparison.Ordinal)))
        {
            using var answer = await admin.GetAsync(list[4..]);
            _ids.Learn(list[4..], answer, await BodyAsync(answer));
        }
    }

    private async Task CheckAsync(HttpResponseMessage answer, string told, string path, JsonObject operation)
    {
        var status = (int)answer.StatusCode;
        if (BeforeTheShop.Contains(status))
            return;
        var body = await BodyAsync(answer);
        _ids.Learn(path, answer, body);
        var wrong = new List<string>();
        if (status >= 500 && status != 503)
            wrong.Add($"{status}: {body}\n{string.Join('\n', Shop.Node.Log.Lines.TakeLast(3))}");
        if (status >= 400 && !IsProblem(answer, body))
            wrong.Add($"{status} without a problem: {await answer.Content.ReadAsStringAsync()}");
        if (!Anywhere.Contains(status) && operation["responses"]![$"{status}"] is null)
            wrong.Add($"{status} is not described: {body}");
        Report(wrong, told);
    }

    private void Report(List<string> wrong, string told) =>
        _findings.AddRange(wrong.Select(what => $"{what}\n  {(told.Length > 1500 ? told[..1500] : told)}"));

    private static bool IsProblem(HttpResponseMessage answer, JsonElement body) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && body.ValueKind == JsonValueKind.Object
        && body.Count("status") == (int)answer.StatusCode && ProblemCatalog.Find(
            body.Text("type")[ProblemCatalog.Prefix.Length..])?.Status == (int)answer.StatusCode;

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0
            && answer.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true
            ? JsonDocument.Parse(text).RootElement : default;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
