using System.Text.Json;
using Npgsql;
using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.IntegrationTests.Core.Outbox;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Operations;

/// <summary>Whether the shop's data agree with each other, and what is found if they do not.</summary>
public sealed class IntegrityTests : ShopTest
{
    private static readonly string[] Checks =
    [
        "credit-notes", "documents", "gift-cards", "invoice-numbers", "invoices", "order-events", "order-totals",
        "refunds", "stock", "store-credits",
    ];

    [Fact]
    public async Task Nothing_is_wrong_with_a_shop_in_which_everything_happened()
    {
        await TradeAsync();
        await BuyGiftCardsAsync();
        var report = await CheckAsync();
        Assert.True(report.GetProperty("is_sound").GetBoolean(), report.GetRawText());
        Assert.Equal(Checks, report.GetProperty("checks").EnumerateArray().Select(check => check.Text("name")));
        Assert.All(report.GetProperty("checks").EnumerateArray(), check =>
        {
            Assert.True(check.GetProperty("last").Count("checked") > 0, check.GetRawText());
            Assert.Equal(JsonValueKind.Null, check.GetProperty("under_way").ValueKind);
        });
    }

    [Theory]
    [InlineData("order-totals", "UPDATE order_lines SET tax = tax + 0.01 WHERE order_id = $1")]
    [InlineData("order-totals", "DELETE FROM order_lines WHERE order_id = $1")]
    [InlineData("invoices", "UPDATE invoices SET total_amount = total_amount + 1 WHERE order_id = $1")]
    [InlineData("invoices", "UPDATE invoice_register SET is_void = NOT is_void WHERE order_id = $1")]
    [InlineData("refunds", "UPDATE payments SET refunded_amount = refunded_amount + 0.01 WHERE order_id = $1")]
    [InlineData("refunds", "UPDATE invoices SET refunded_amount = 0 WHERE order_id = $1")]
    [InlineData("credit-notes", "UPDATE credit_notes SET total_amount = total_amount - 0.01 WHERE order_id = $1")]
    [InlineData("credit-notes", "DELETE FROM credit_notes WHERE order_id = $1")]
    [InlineData("credit-notes", "DELETE FROM invoice_documents d USING invoice_register r "
        + "WHERE r.invoice_id = d.invoice_id AND r.order_id = $1")]
    [InlineData("order-events",
        "DELETE FROM events WHERE type = 'order.placed' AND (data ->> 'order_id')::bigint = $1")]
    [InlineData("order-events",
        "DELETE FROM events WHERE type = 'order.delivered' AND (data ->> 'order_id')::bigint = $1")]
    public async Task What_is_wrong_with_an_order_is_named(string check, string fault)
    {
        var (order, _) = await TradeAsync();
        await BreakAsync(fault, order);
        var found = Found(await CheckAsync(), check);
        Assert.Equal(1, found.Count("wrong"));
        Assert.Equal(OrderNumber.Of(order),
            Assert.Single(found.GetProperty("examples").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("UPDATE store_credits SET balance = balance + 1")]
    [InlineData("UPDATE store_credits SET last_movement = last_movement + 1")]
    [InlineData("UPDATE store_credit_movements SET balance = balance + 1 WHERE number = 1")]
    [InlineData("UPDATE payments SET amount = 4, captured_amount = 4 WHERE method = 'StoreCredit'")]
    [InlineData("UPDATE refund_transfers SET amount = amount - 1 WHERE store_credit_id IS NOT NULL")]
    public async Task What_is_wrong_with_a_store_credit_is_named(string fault)
    {
        await TradeAsync();
        await BreakAsync(fault);
        var found = Found(await CheckAsync(), "store-credits");
        Assert.Equal(1, found.Count("wrong"));
        Assert.Equal($"store credit {await Shop.Database.ReadAsync<long>("SELECT id FROM store_credits")}",
            Assert.Single(found.GetProperty("examples").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_gap_in_invoice_numbers_and_stock_without_movements_are_named_until_they_are_mended()
    {
        await TradeAsync();
        await BreakAsync("""
            UPDATE invoice_register SET sequence = sequence + 2
            WHERE sequence = (SELECT max(sequence) FROM invoice_register)
            """);
        await BreakAsync("UPDATE product_stock SET quantity = quantity + 1 WHERE product_id = 1");
        var report = await CheckAsync();
        Assert.False(report.GetProperty("is_sound").GetBoolean());
        Assert.Equal(2, Found(report, "invoice-numbers").Count("wrong"));
        Assert.StartsWith("product 1: ",
            Found(report, "stock").GetProperty("examples")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(Shop.Node.Log.Lines, line => line.Contains("stock found 1 faults", StringComparison.Ordinal));
        await BreakAsync("UPDATE product_stock SET quantity = quantity - 1 WHERE product_id = 1");
        Assert.Equal(0, Found(await CheckAsync(), "stock").Count("wrong"));
    }

    [Fact]
    public async Task A_gap_in_credit_notes_and_documents_that_are_missing_for_long_are_named()
    {
        var (order, unpaid) = await TradeAsync();
        await BreakAsync("UPDATE credit_notes SET sequence = 3 WHERE order_id = $1", order);
        await BreakAsync("UPDATE order_lines SET tax = tax + 1 WHERE order_id = $1", unpaid.Id());
        await (await Shop.AdminAsync()).PayAsync(unpaid.Id("invoice_id"));
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        var report = await CheckAsync();
        Assert.Equal("C-2026: 2 of 3 credit notes missing".Replace("2026", $"{Shop.Clock.GetUtcNow().Year}",
            StringComparison.Ordinal), Example(Found(report, "invoice-numbers")));
        Assert.Equal(0, Found(report, "documents").Count("wrong"));
        Shop.Clock.Advance(TimeSpan.FromHours(2));
        await Shop.RunJobAsync<IntegrityJob>();
        report = await (await Admin.SignInAsync(Shop.Node)).ReadAsync("/admin/integrity");
        Assert.Equal(1, Found(report, "documents").Count("wrong"));
        Assert.Matches(@"^invoice \d{4}-\d{6}: ", Example(Found(report, "documents")));

        static string Example(JsonElement found) =>
            Assert.Single(found.GetProperty("examples").EnumerateArray()).GetString()!;
    }

    [Fact]
    public async Task Before_the_first_check_nothing_is_said_to_be_sound()
    {
        var report = await (await Shop.AdminAsync()).ReadAsync("/admin/integrity");
        Assert.False(report.GetProperty("is_sound").GetBoolean());
        Assert.All(report.GetProperty("checks").EnumerateArray(),
            check => Assert.Equal(JsonValueKind.Null, check.GetProperty("last").ValueKind));
    }

    /// <summary>An order that was returned in part, others that were cancelled, edited, and not paid.</summary>
    /// <returns>The id of the first, and the one that is not paid.</returns>
    private async Task<(long Returned, JsonElement Unpaid)> TradeAsync()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 50);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        await Shop.LastEventAsync();
        Shop.Clock.Advance(TimeSpan.FromMinutes(2));
        var order = (await buyer.OrderAsync((ball, 2))).Id();
        await admin.PayAsync((await admin.ReadAsync($"/sales/orders/{order}")).Id("invoice_id"));
        await admin.DeliverAsync(order);
        await admin.MoveReturnAsync(await buyer.AskReturnAsync(order, (ball, 1)), "approved", "processed");
        await admin.MoveOrderAsync((await buyer.OrderAsync((ball, 1))).Id(), "cancelled");
        var last = await buyer.OrderAsync((ball, 3));
        var code = (await (await admin.PostAsync("/sales/store-credits", new { amount = 5 }))
            .ShouldBeAsync(HttpStatusCode.Created)).Text("code");
        await (await buyer.PostAsync($"/sales/orders/{last.Id()}/payments",
            new { method = "store_credit", gift_card_code = code, amount = 3 })).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.PostAsync($"/sales/orders/{last.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        var unpaid = await buyer.OrderAsync((ball, 3));
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        await Shop.LastEventAsync();
        return (order, unpaid);
    }

    private async Task BuyGiftCardsAsync()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var card = await Shop.Catalogue.CreateAsync(new
        {
            name = "Gift card", category = "toys", pet_type = "dog", price = 5, stock_quantity = 5, is_gift_card = true,
        });
        var cards = await buyer.OrderAsync((card.Id(), 2));
        await admin.PayAsync(cards.Id("invoice_id"));
        await (await buyer.PostAsync($"/sales/orders/{cards.Id()}/gift-cards/1/code")).ShouldBeAsync(HttpStatusCode.OK);
        await Shop.RunJobAsync<InvoiceNumbersJob>();
        await Shop.LastEventAsync();
    }

    /// <summary>As nothing in the shop can: without triggers and constraints of rows.</summary>
    private async Task BreakAsync(string sql, params long[] values)
    {
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        await using var mode = new NpgsqlCommand("SET session_replication_role TO replica", connection);
        await mode.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private async Task<JsonElement> CheckAsync()
    {
        await Shop.RunJobAsync<IntegrityJob>();
        return await (await Shop.AdminAsync()).ReadAsync("/admin/integrity");
    }

    private static JsonElement Found(JsonElement report, string name) => report.GetProperty("checks")
        .EnumerateArray().Single(check => check.Text("name") == name).GetProperty("last");
}
