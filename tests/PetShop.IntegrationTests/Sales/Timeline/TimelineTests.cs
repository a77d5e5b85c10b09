using System.Text.Json;
using Npgsql;
using PetShop.IntegrationTests.Core.Database;

namespace PetShop.IntegrationTests.Sales.Timeline;

/// <summary>What happened to an order.</summary>
public sealed class TimelineTests : ShopTest
{
    [Fact]
    public async Task Every_change_is_an_entry_with_its_author_and_the_values_before_and_after()
    {
        var ball = await Shop.Catalogue.AddProductAsync(price: 5m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 2));
        var (path, invoice) = ($"/sales/orders/{order.Id()}", order.Id("invoice_id"));
        await PutAsync(path, new { shipping_address = "2 Cattery Close" });
        await PutAsync(path, new { estimated_delivery = "2030-01-31T12:00:00Z" });
        await PutAsync(path, new { pay_by = "2030-01-31T13:00:00Z" });
        await PutAsync($"/sales/invoices/{invoice}", new { due_date = "2030-02-01T12:00:00Z" });
        await admin.PayAsync(invoice);
        await admin.DeliverAsync(order.Id());
        var request = await buyer.AskReturnAsync(order.Id(), (ball, 1));
        await admin.MoveReturnAsync(request, "approved", "processed");
        await (await admin.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        await (await admin.DeleteAsync(path)).ShouldBeAsync(HttpStatusCode.NoContent);
        const string paid = """{"status":"captured","amount":10.00,"currency":"EUR"}""";
        var expected = $$"""
            placed customer  > {"status":"pending","pay_by":"{{order.Text("pay_by")}}"}
            address_changed admin {"shipping_address":"{{SalesSteps.Address}}"} > {"shipping_address":"2 Cattery Close"}
            estimated_delivery_changed admin  > {"estimated_delivery":"2030-01-31T12:00:00Z"}
            pay_by_changed admin {"pay_by":"{{order.Text("pay_by")}}"} > {"pay_by":"2030-01-31T13:00:00Z"}
            invoice_due_date_changed admin {"due_date":""} > {"due_date":"2030-02-01T12:00:00Z"} invoice
            payment_status_changed admin {"status":"processing"} > {{paid}} payment 1
            invoice_status_changed admin {"status":"pending"} > {"status":"paid"} invoice
            status_changed admin {"status":"pending"} > {"status":"confirmed"}
            status_changed admin {"status":"confirmed"} > {"status":"processing"}
            shipment_created admin  > {"units":2} shipment 1
            status_changed admin {"status":"processing"} > {"status":"shipped"}
            status_changed admin {"status":"shipped"} > {"status":"delivered"}
            return_requested customer  > {"status":"requested"} return
            return_status_changed admin {"status":"requested"} > {"status":"approved"} return
            return_status_changed admin {"status":"approved"} > {"status":"processed"} return
            refunded admin  > {"amount":5.00,"currency":"EUR"} refund 1
            archived admin  > 
            """.ReplaceLineEndings("\n").Split('\n');
        var entries = await EntriesAsync(admin, path);
        var due = entries[4].GetProperty("before").Text("due_date");
        Assert.Equal(expected.Select(line => line.Replace("\"\"", $"\"{due}\"", StringComparison.Ordinal)),
            entries.Select(entry => Line(entry, invoice, request)));
        Assert.Equal(expected[..^1].Length, (await EntriesAsync(buyer, path)).Count);
        Assert.All(entries, entry => Assert.Equal(
            entry.Text("author") == "customer" ? buyer.UserId : admin.UserId,
            entry.GetProperty("admin_data").Id("user_id")));

        async Task PutAsync(string where, object change) =>
            await (await admin.PutAsync(where, change)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_changes_nothing_is_no_entry()
    {
        var (buyer, admin, path) = await OrderAsync();
        await (await admin.PutAsync(path, new { shipping_address = SalesSteps.Address, status = "pending" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync(path, new { estimated_delivery = (string?)null })).ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync($"{path}/status", new { status = "delivered" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal("placed", Assert.Single(await EntriesAsync(buyer, path)).Text("type"));
    }

    [Fact]
    public async Task A_cancellation_records_what_it_does_to_the_invoice_and_the_payment()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((ball, 1));
        await admin.PayAsync(order.Id("invoice_id"));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel", null, "a-key"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel", null, "a-key"))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(
            ["placed customer", "payment_status_changed admin", "invoice_status_changed admin",
                "status_changed customer", "refunded customer", "invoice_status_changed customer"],
            (await EntriesAsync(buyer, $"/sales/orders/{order.Id()}"))
                .Select(entry => $"{entry.Text("type")} {entry.Text("author")}"));
    }

    [Fact]
    public async Task A_customer_does_not_see_which_admin_acted()
    {
        var (buyer, admin, path) = await OrderAsync();
        await admin.MoveOrderAsync(long.Parse(path.Split('/')[^1]), "confirmed");
        Assert.All(await EntriesAsync(buyer, path), entry => Assert.False(entry.TryGetProperty("admin_data", out _)));
        Assert.All(await EntriesAsync(buyer, path),
            entry => Assert.DoesNotContain("user_id", entry.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_at_once_are_numbered_one_after_another()
    {
        var (buyer, admin, path) = await OrderAsync();
        var answers = await SalesSteps.AtOnceAsync(24, i => (i % 3) switch
        {
            0 => admin.PutAsync(path, new { shipping_address = $"{i} Kennel Lane" }),
            1 => admin.PostAsync($"{path}/notes", new { text = $"Note {i}" }),
            _ => admin.PutAsync(path, new { estimated_delivery = $"2030-01-{1 + i:00}" }),
        });
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Equal(Enumerable.Range(1, 25), await Shop.Database.ReadAsync<int[]>(
            "SELECT array_agg(number ORDER BY number) FROM order_events"));
        Assert.Equal(17, (await buyer.ReadAsync($"{path}/timeline")).Count("total"));
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_no_entry()
    {
        var (buyer, admin, path) = await OrderAsync();
        await using (await WriteTrigger.CreateAsync(
            Shop.Database, "orders", "RAISE EXCEPTION 'Not today.';", isDeferred: true))
            await (await admin.PatchAsync($"{path}/status", new { status = "confirmed" }))
                .ShouldBeProblemAsync(HttpStatusCode.InternalServerError);
        Assert.Single(await EntriesAsync(buyer, path));
    }

    [Fact]
    public async Task Pages_walk_the_timeline_once_with_as_many_statements_as_one_entry_takes()
    {
        var (buyer, admin, path) = await OrderAsync();
        using var counter = new StatementCounter();
        var one = await counter.CountAsync(buyer, HttpMethod.Get, $"{path}/timeline");
        var ofAdmin = await counter.CountAsync(admin, HttpMethod.Get, $"{path}/timeline");
        for (var i = 0; i < 6; i++)
            await (await admin.PutAsync(path, new { shipping_address = $"{i} Kennel Lane" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(one, await counter.CountAsync(buyer, HttpMethod.Get, $"{path}/timeline"));
        Assert.Equal(ofAdmin, await counter.CountAsync(admin, HttpMethod.Get, $"{path}/timeline"));
        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await buyer.ReadAsync($"{path}/timeline?limit=3{cursor}");
            Assert.Equal(7, page.Count("total"));
            seen.AddRange(page.Items().Select(entry => entry.GetRawText()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        Assert.Equal((await buyer.ReadAsync($"{path}/timeline")).Items().Select(entry => entry.GetRawText()), seen);
        Assert.Equal(7, seen.Distinct().Count());
    }

    [Fact]
    public async Task Another_users_timeline_is_inaccessible()
    {
        var (_, admin, path) = await OrderAsync();
        var other = await Shop.SignUpAsync();
        await (await other.GetAsync($"{path}/timeline")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await other.PostAsync($"{path}/notes", new { text = "Hello" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.GetAsync("/sales/orders/1/timeline")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await admin.PostAsync("/sales/orders/1/notes", new { text = "Hello" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("UPDATE order_events SET author = 'Shop'")]
    [InlineData("UPDATE order_events SET number = number + 1")]
    [InlineData("UPDATE order_events SET happened_at = now(), after = NULL")]
    [InlineData("DELETE FROM order_events")]
    public async Task Nobody_rewrites_it(string statement)
    {
        await OrderAsync();
        await using var nodes = NpgsqlDataSource.Create(Shop.Database.NodeConnectionString + ";Pooling=false");
        await using var command = nodes.CreateCommand(statement);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(() => Shop.Database.ExecuteAsync(statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task An_order_from_before_the_timeline_begins_with_its_next_change()
    {
        var (buyer, admin, path) = await OrderAsync();
        await Shop.Database.ExecuteAsync("""
            ALTER TABLE order_events DISABLE TRIGGER append_only;
            DELETE FROM order_events;
            ALTER TABLE order_events ENABLE TRIGGER append_only
            """);
        Assert.Empty(await EntriesAsync(buyer, path));
        await admin.MoveOrderAsync(long.Parse(path.Split('/')[^1]), "confirmed");
        Assert.Equal("status_changed", Assert.Single(await EntriesAsync(buyer, path)).Text("type"));
    }

    /// <summary>The entries, the oldest first.</summary>
    private static async Task<IReadOnlyList<JsonElement>> EntriesAsync(ShopCaller caller, string path) =>
        [.. (await caller.ReadAsync($"{path}/timeline?limit=100")).Items().Reverse()];

    private static string Line(JsonElement entry, long invoice, long request)
    {
        var subject = "";
        if (entry.GetProperty("invoice_id").ValueKind == JsonValueKind.Number)
            subject = entry.Id("invoice_id") == invoice ? " invoice" : " other invoice";
        if (entry.GetProperty("return_id").ValueKind == JsonValueKind.Number)
            subject = entry.Id("return_id") == request ? " return" : " other return";
        if (entry.GetProperty("shipment_number").ValueKind == JsonValueKind.Number)
            subject = $" shipment {entry.Id("shipment_number")}";
        if (entry.GetProperty("payment_number").ValueKind == JsonValueKind.Number)
            subject = $" payment {entry.Id("payment_number")}";
        if (entry.GetProperty("refund_number").ValueKind == JsonValueKind.Number)
            subject = $" refund {entry.Id("refund_number")}";
        return $"{entry.Text("type")} {entry.Text("author")} {Values("before")} > {Values("after")}{subject}";

        string Values(string name) => entry.GetProperty(name) is { ValueKind: JsonValueKind.Object } values
            ? values.GetRawText() : "";
    }

    private async Task<(Buyer, Admin, string)> OrderAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        return (buyer, await Shop.AdminAsync(), $"/sales/orders/{(await buyer.OrderAsync((ball, 1))).Id()}");
    }
}
