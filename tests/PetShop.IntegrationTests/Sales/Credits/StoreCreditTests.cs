namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>Issuing, reading and changing store credit.</summary>
public sealed class StoreCreditTests : CreditTest
{
    [Fact]
    public async Task A_gift_cards_code_is_shown_once_and_kept_only_as_a_hash()
    {
        var admin = await Shop.AdminAsync();
        var body = new { amount = 50m, note = "Fair" };
        var issued = await (await admin.PostAsync(Credits, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        var (code, credit) = (issued.Text("code"), issued.GetProperty("store_credit"));
        Assert.Equal(("gift_card", code[^4..], 50m, "EUR"),
            (credit.Text("kind"), credit.Text("code_ending"), credit.Money("balance"), credit.Text("currency")));
        var again = await (await admin.PostAsync(Credits, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(code, again.Text("code"));
        var listed = Assert.Single(
            (await admin.ReadAsync($"{Credits}?code_ending={code[^4..].ToLowerInvariant()}&kind=gift_card")).Items());
        Assert.Equal(credit.Id(), listed.Id());
        Assert.False((await admin.ReadAsync($"{Credits}/{credit.Id()}")).TryGetProperty("code", out _));
        var plain = code.Replace("-", "", StringComparison.Ordinal);
        foreach (var table in new[] { "idempotency_records", "store_credits", "store_credit_movements" })
            Assert.Equal(0, await Shop.Database.ReadAsync<long>(
                $"SELECT count(*) FROM {table} t WHERE replace(t::text, '-', '') LIKE '%{plain}%'"));
        var read = await (await Shop.Anyone.PostAsync(
            CardBalance, new { gift_card_code = plain.ToLowerInvariant() }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((50m, "EUR"), (read.Money("balance"), read.Text("currency")));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Credit_of_an_account_adds_up_and_its_owner_sees_no_notes()
    {
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var id = await CreditAsync(buyer, 5);
        Assert.Equal(id, await CreditAsync(buyer, 7.5m));
        var ending = await CreditAsync(buyer, 4, expiresAt: "2099-01-01");
        Assert.NotEqual(id, ending);
        Assert.Equal(2, (await buyer.ReadAsync(Credits)).Items().Count);
        Assert.Equal(12.5m, (await buyer.ReadAsync($"{Credits}/{id}")).Money("balance"));
        var movements = (await buyer.ReadAsync($"{Credits}/{id}/movements")).Items();
        Assert.Equal([12.5m, 5m], movements.Select(movement => movement.Money("balance")));
        Assert.All(movements, movement => Assert.False(movement.TryGetProperty("admin_data", out _)));
        Assert.Empty((await other.ReadAsync(Credits)).Items());
        foreach (var path in new[] { $"{Credits}/{id}", $"{Credits}/{id}/movements" })
            await (await other.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.GetAsync($"{Credits}/{(await CardAsync(5)).Id}"))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.GetAsync($"{Credits}?user_id={other.UserId}")).ShouldRejectFieldAsync("user_id");
        Assert.Equal(2, (await admin.ReadAsync($"{Credits}?user_id={buyer.UserId}")).Items().Count);
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Adjustments_never_go_below_zero_and_nobody_changes_their_own_credit()
    {
        var admin = await Shop.AdminAsync();
        var (id, code) = await CardAsync(10);
        var path = $"{Credits}/{id}/adjustments";
        var changed = await (await admin.PostAsync(path, new { amount = -4m, reason = "Wrong" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(6m, changed.Money("balance"));
        var refused = await (await admin.PostAsync(path, new { amount = -6.01m, reason = "Wrong" }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-too-low");
        Assert.Equal(6m, refused.Money("balance"));
        await (await admin.PostAsync(path, new { amount = 0.001m, reason = "Wrong" })).ShouldRejectFieldAsync("amount");
        await (await admin.PostAsync(path, new { amount = 0m, reason = "Wrong" })).ShouldRejectFieldAsync("amount");
        await (await admin.PostAsync(path, new { amount = 1m, reason = " " })).ShouldRejectFieldAsync("reason");
        await (await admin.PostAsync(Credits, new { user_id = admin.UserId, amount = 5m }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-store-credit");
        await (await admin.PostAsync(Credits, new { amount = 5m, expires_at = "2020-01-01" }))
            .ShouldRejectFieldAsync("expires_at");
        await (await admin.PostAsync(Credits, new { amount = 5m, user_id = 987_654 }))
            .ShouldRejectFieldAsync("user_id");
        await (await admin.PostAsync($"{Credits}/{id}/disable")).ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.Anyone.PostAsync(CardBalance, new { gift_card_code = code }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "gift-card-unusable");
        await (await admin.PostAsync($"{Credits}/{id}/enable")).ShouldBeAsync(HttpStatusCode.OK);
        await (await Shop.Anyone.PostAsync(CardBalance, new { gift_card_code = code }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task Admins_cannot_change_the_credit_of_their_own_account()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var id = await CreditAsync(buyer, 5);
        await (await admin.PostAsync($"/auth/users/{buyer.UserId}/roles", new { role = "admin" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var other = await Shop.SignInAsync(buyer.Username);
        foreach (var change in new[] { "adjustments", "disable", "enable" })
            await (await other.PostAsync($"{Credits}/{id}/{change}",
                change == "adjustments" ? new { amount = 5m, reason = "For me" } : null))
                .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "own-store-credit");
        Assert.Equal(5m, await BalanceAsync(id));
    }

    [Fact]
    public async Task Credit_can_exceed_the_highest_amount_of_one_issue()
    {
        var buyer = await Shop.SignUpAsync();
        var id = await CreditAsync(buyer, 99_999_999_999.99m);
        Assert.Equal(id, await CreditAsync(buyer, 99_999_999_999.99m));
        Assert.Equal(199_999_999_999.98m, await BalanceAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task The_ledger_is_append_only_and_decides_the_balance()
    {
        var (id, _) = await CardAsync(10);
        foreach (var sql in new[]
        {
            "UPDATE store_credit_movements SET amount = 20", "DELETE FROM store_credit_movements",
            $"""
            INSERT INTO store_credit_movements (credit_id, number, amount, balance, kind, created_at)
            VALUES ({id}, 2, 5, 16, 'Adjusted', now())
            """,
            $"""
            INSERT INTO store_credit_movements (credit_id, number, amount, balance, kind, created_at)
            VALUES ({id}, 2, -11, 0, 'Adjusted', now())
            """,
        })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Shop.Database.ExecuteAsync(sql));
        Assert.Equal(10m, await BalanceAsync(id));
        await CheckLedgerAsync();
    }

    [Fact]
    public async Task An_account_with_credit_is_not_closed_and_its_notes_are_erased()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var id = await CreditAsync(buyer, 5);
        var close = new { current_password = Buyer.DefaultPassword };
        var refused = await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close", close))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "store-credit-left");
        Assert.Contains("5.00 EUR", refused.Text("detail"), StringComparison.Ordinal);
        await (await admin.PostAsync($"{Credits}/{id}/adjustments", new { amount = -5m, reason = "Paid to Robin" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/close", close))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        var movements = (await admin.ReadAsync($"{Credits}/{id}/movements")).Items();
        Assert.All(movements, movement =>
            Assert.Equal("Erased: the account was closed.", movement.GetProperty("admin_data").Text("note")));
        Assert.Equal([-5m, 5m], movements.Select(movement => movement.Money("amount")));
    }
}
