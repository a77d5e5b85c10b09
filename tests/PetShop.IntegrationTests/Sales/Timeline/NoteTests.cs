using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Timeline;

/// <summary>Notes on orders.</summary>
public sealed class NoteTests : ShopTest
{
    [Fact]
    public async Task A_customer_never_sees_internal_notes()
    {
        var (buyer, admin, path) = await OrderAsync();
        await NoteAsync(admin, path, new { text = "Calls every day." });
        await NoteAsync(admin, path, new { text = "Paid by another person.", visibility = "internal" });
        await NoteAsync(admin, path, new { text = "Your parcel leaves tomorrow.", visibility = "customer" });
        await NoteAsync(buyer, path, new { text = "Ring twice.\nThe dog is deaf." });
        await NoteAsync(buyer, path, new { text = "Thank you.", visibility = "customer" });
        Assert.Equal(
            ["customer Thank you.", "customer Ring twice.\nThe dog is deaf.", "admin Your parcel leaves tomorrow."],
            await NotesAsync(buyer, path));
        Assert.Equal(4, (await buyer.ReadAsync($"{path}/timeline")).Count("total"));
        Assert.Equal(5, (await NotesAsync(admin, path)).Count);
        Assert.Equal([false, false, false, true, true],
            (await admin.ReadAsync($"{path}/timeline")).Items().Take(5)
                .Select(note => note.GetProperty("admin_data").GetProperty("is_internal").GetBoolean()));
        await (await buyer.PostAsync($"{path}/notes", new { text = "Psst.", visibility = "internal" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_customers_cursors_do_not_depend_on_internal_notes()
    {
        var (buyer, admin, path) = await OrderAsync();
        var (other, _, without) = await OrderAsync();
        for (var i = 0; i < 3; i++)
        {
            await NoteAsync(admin, path, new { text = $"Internal {i}" });
            foreach (var (writer, to) in new[] { (buyer, path), (other, without) })
                await NoteAsync(writer, to, new { text = $"Note {i}" });
        }
        var (one, two) = (await WalkAsync(buyer, path), await WalkAsync(other, without));
        Assert.Equal(["Note 2", "Note 1", "Note 0", ""], one.Texts);
        Assert.Equal(two.Cursors, one.Cursors);
        Assert.Equal(7, (await WalkAsync(admin, path)).Texts.Count);

        static async Task<(List<string> Texts, List<string> Cursors)> WalkAsync(ShopCaller caller, string path)
        {
            var (texts, cursors) = (new List<string>(), new List<string>());
            for (var page = await caller.ReadAsync($"{path}/timeline?limit=1"); ;
                page = await caller.ReadAsync($"{path}/timeline?limit=1&cursor={cursors[^1]}"))
            {
                texts.AddRange(page.Items().Select(entry => entry.GetProperty("text").GetString() ?? ""));
                Assert.True(texts.Count < 10, "The cursors lead round in circles.");
                if (page.GetProperty("next_cursor").GetString() is not { } next)
                    return (texts, cursors);
                cursors.Add(next);
            }
        }
    }

    [Fact]
    public async Task The_response_is_the_note_and_where_it_can_be_read()
    {
        var (buyer, _, path) = await OrderAsync();
        var answer = await buyer.PostAsync($"{path}/notes", new { text = "  Ring twice.  " });
        var note = await answer.ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(("note", "Ring twice.", "customer"), (note.Text("type"), note.Text("text"), note.Text("author")));
        Assert.Equal(JsonValueKind.Null, note.GetProperty("before").ValueKind);
        var read = await buyer.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Equal(note.GetRawText(), read.Items()[0].GetRawText());
    }

    [Fact]
    public async Task Text_follows_the_rules_of_multi_line_text()
    {
        var (buyer, _, path) = await OrderAsync();
        foreach (var text in (string?[])[null, "", " \n ", "\u200B", new('x', 2_001), "a\u202Eb\u0007"])
            await (await buyer.PostAsync($"{path}/notes", new { text })).ShouldRejectFieldAsync("text");
        await (await buyer.PostAsync($"{path}/notes", new { text = "Hi", visibility = "everyone" }))
            .ShouldRejectFieldAsync("visibility");
        await (await buyer.PostAsync($"{path}/notes", new { text = new string('x', 2_000) }))
            .ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_customer_writes_twenty_notes_on_an_order_and_no_more_at_once_too()
    {
        var (buyer, admin, path) = await OrderAsync();
        var answers =
            await SalesSteps.AtOnceAsync(25, i => buyer.PostAsync($"{path}/notes", new { text = $"Note {i}" }));
        Assert.Equal((20, 5), (answers.CountOf(HttpStatusCode.Created), answers.CountOf(HttpStatusCode.Conflict)));
        await (await buyer.PostAsync($"{path}/notes", new { text = "One more" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "too-many-notes");
        await NoteAsync(admin, path, new { text = "Please call us.", visibility = "customer" });
    }

    [Fact]
    public async Task Closing_the_account_erases_notes_and_earlier_addresses_and_keeps_what_happened()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (open, paid) = (await buyer.OrderAsync((ball, 1)), await buyer.OrderAsync((ball, 1)));
        await admin.PayAsync(paid.Id("invoice_id"));
        foreach (var id in new[] { open.Id(), paid.Id() })
        {
            await NoteAsync(buyer, $"/sales/orders/{id}", new { text = "I live at 5 Secret Street." });
            await NoteAsync(admin, $"/sales/orders/{id}", new { text = "He lives at 5 Secret Street." });
            await (await admin.PutAsync($"/sales/orders/{id}", new { shipping_address = "5 Secret Street" }))
                .ShouldBeAsync(HttpStatusCode.OK);
        }
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM order_events e WHERE e::text LIKE '%Secret%' OR e::text LIKE '%Kennel%'"));
        foreach (var id in new[] { open.Id(), paid.Id() })
        {
            var entries = (await admin.ReadAsync($"/sales/orders/{id}/timeline")).Items();
            Assert.Equal(2, entries.Count(entry => entry.GetProperty("text").GetString()?.StartsWith(
                "Erased", StringComparison.Ordinal) == true));
            Assert.Contains("address_changed", entries.Select(entry => entry.Text("type")));
        }
    }

    private static async Task NoteAsync(ShopCaller caller, string path, object note) =>
        await (await caller.PostAsync($"{path}/notes", note)).ShouldBeAsync(HttpStatusCode.Created);

    private static async Task<IReadOnlyList<string>> NotesAsync(ShopCaller caller, string path) =>
        [.. (await caller.ReadAsync($"{path}/timeline")).Items().Where(entry => entry.Text("type") == "note")
            .Select(entry => $"{entry.Text("author")} {entry.Text("text")}")];

    private async Task<(Buyer, Admin, string)> OrderAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        return (buyer, await Shop.AdminAsync(), $"/sales/orders/{(await buyer.OrderAsync((ball, 1))).Id()}");
    }
}
