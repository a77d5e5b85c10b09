using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Jobs;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Operations;

/// <summary>Jobs and queues, as admins see them.</summary>
public sealed class JobRouteTests : ShopTest
{
    private const string Job = "idempotency-cleanup";

    private static readonly string[] OddNames =
        ["%20", "%E2%80%8B", "a%2Fb", "caf%C3%A9", "IDEMPOTENCY-CLEANUP", "a'--", new('a', 5_000)];

    [Fact]
    public async Task Every_job_is_listed_and_runs_when_an_admin_asks_for_it()
    {
        var admin = await Shop.AdminAsync();
        var listed = (await JobsAsync(admin)).Select(job => job.Text("name")).ToList();
        Assert.Equal(Shop.Services.GetServices<JobRegistration>().Count(), listed.Distinct().Count());
        Assert.Equal(JsonValueKind.Null, (await JobAsync(admin)).GetProperty("started_at").ValueKind);
        Shop.StartNode(("Jobs:Enabled", "true"));
        await (await admin.PostAsync($"/admin/jobs/{Job}/run")).ShouldBeAsync(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => (await JobAsync(admin)).GetProperty("succeeded_at").ValueKind != JsonValueKind.Null, "the run");
        var run = await JobAsync(admin);
        Assert.All(["failed_at", "error"], name => Assert.Equal(JsonValueKind.Null, run.GetProperty(name).ValueKind));
        Assert.Equal(3600, run.Money("interval_seconds"));
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_the_last_success_stays()
    {
        var admin = await Shop.AdminAsync();
        var execution = Shop.Services.GetRequiredService<JobExecution>();
        await RunAsync();
        await Shop.Database.ExecuteAsync("ALTER TABLE idempotency_records RENAME TO gone");
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        var failed = await JobAsync(admin);
        Assert.Contains("idempotency_records", failed.Text("error"), StringComparison.Ordinal);
        Assert.Equal(failed.GetProperty("ended_at").GetDateTimeOffset(),
            failed.GetProperty("failed_at").GetDateTimeOffset());
        Assert.True(failed.GetProperty("succeeded_at").GetDateTimeOffset()
            < failed.GetProperty("failed_at").GetDateTimeOffset());
        await Shop.Database.ExecuteAsync("ALTER TABLE gone RENAME TO idempotency_records");
        await RunAsync();
        Assert.Equal(JsonValueKind.Null, (await JobAsync(admin)).GetProperty("error").ValueKind);

        Task RunAsync() => execution.RunAsync(
            typeof(PetShop.Api.Core.Database.IdempotencyCleanupJob), CancellationToken.None);
    }

    [Fact]
    public async Task What_was_given_up_is_listed_and_runs_again_when_an_admin_asks_for_it()
    {
        var admin = await Shop.AdminAsync();
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
            ids.Add(await Shop.Database.ParkAsync("webhooks", $"0:{i}"));
        Assert.Equal((0, 0, 3), await FiguresAsync(admin));
        var first = await admin.ReadAsync("/admin/queues/webhooks/parked?limit=2");
        Assert.Equal(ids[..2], first.Items().Select(item => item.Id()));
        Assert.Equal(("0:0", "Broken", 10),
            (first.Items()[0].Text("key"), first.Items()[0].Text("error"), first.Items()[0].Count("attempts")));
        var second = await admin.ReadAsync($"/admin/queues/webhooks/parked?cursor={first.Text("next_cursor")}");
        Assert.Equal(ids[2..], second.Items().Select(item => item.Id()));
        await (await admin.PostAsync($"/admin/queues/webhooks/parked/{ids[1]}/retry")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((1, 0, 2), await FiguresAsync(admin));
        foreach (var path in new[] { $"webhooks/parked/{ids[1]}", "webhooks/parked/0", $"jobs/parked/{ids[0]}" })
            await (await admin.PostAsync($"/admin/queues/{path}/retry"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Shop.StartNode(("Jobs:Enabled", "true"));
        Assert.Equal(2, (await (await admin.PostAsync("/admin/queues/webhooks/parked/retry"))
            .ShouldBeAsync(HttpStatusCode.OK)).Count("retried"));
        await Eventually.TrueAsync(async () => await FiguresAsync(admin) == (0, 0, 0), "the work done");
    }

    [Fact]
    public async Task A_thousand_items_are_retried_at_a_time_and_counts_end_there()
    {
        var admin = await Shop.AdminAsync();
        await Shop.Database.ExecuteAsync("""
            INSERT INTO work_items (queue, key, payload, created_at, due_at, available_at, attempts, parked_at)
            SELECT 'webhooks', 'p' || i, '{}', now(), now(), now(), 10, now() FROM generate_series(1, 1500) AS i
            """);
        Assert.Equal((0, 0, 1001), await FiguresAsync(admin));
        foreach (var (retried, hasMore) in new[] { (1000, true), (500, false) })
        {
            var answer = await (await admin.PostAsync("/admin/queues/webhooks/parked/retry"))
                .ShouldBeAsync(HttpStatusCode.OK);
            Assert.Equal((retried, hasMore), (answer.Count("retried"), answer.GetProperty("has_more").GetBoolean()));
        }
        Assert.Equal((1001, 0, 0), await FiguresAsync(admin));
    }

    [Fact]
    public async Task Names_that_no_job_or_queue_has_are_not_found()
    {
        var admin = await Shop.AdminAsync();
        foreach (var name in OddNames)
        {
            await (await admin.PostAsync($"/admin/jobs/{name}/run")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            await (await admin.GetAsync($"/admin/queues/{name}/parked")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            await (await admin.PostAsync($"/admin/queues/{name}/parked/retry"))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> JobsAsync(Admin admin) =>
        [.. (await admin.ReadAsync("/admin/jobs")).GetProperty("jobs").EnumerateArray()];

    private static async Task<JsonElement> JobAsync(Admin admin) =>
        (await JobsAsync(admin)).Single(job => job.Text("name") == Job);

    private static async Task<(int Due, int Later, int Parked)> FiguresAsync(Admin admin)
    {
        var queue = (await admin.ReadAsync("/admin/jobs")).GetProperty("queues").EnumerateArray()
            .Single(queue => queue.Text("name") == "webhooks");
        return (queue.Count("due"), queue.Count("later"), queue.Count("parked"));
    }
}
