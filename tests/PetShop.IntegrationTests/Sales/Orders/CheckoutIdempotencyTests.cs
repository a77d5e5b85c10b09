namespace PetShop.IntegrationTests.Sales.Orders;

public sealed class CheckoutIdempotencyTests : ShopTest
{
    private const string Key = "0a1b2c3d";

    [Fact]
    public async Task The_same_key_fifty_times_at_once_makes_one_order()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 100);
        var buyer = await Shop.SignUpAsync();
        var answers = await SalesSteps.AtOnceAsync(50, _ => buyer.CheckOutAsync(Key, (leash, 1)));
        foreach (var waiting in answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict))
        {
            await waiting.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency-key-in-progress");
            Assert.NotNull(waiting.Headers.RetryAfter);
        }
        var made = answers.Where(answer => answer.StatusCode != HttpStatusCode.Conflict).ToList();
        Assert.All(made, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var first = Assert.Single(made, answer => !answer.Headers.Contains("Idempotent-Replayed"));
        var body = await first.Content.ReadAsStringAsync();
        foreach (var replay in made.Append(await buyer.CheckOutAsync(Key, (leash, 1))))
        {
            Assert.Equal(body, await replay.Content.ReadAsStringAsync());
            Assert.Equal(first.Headers.Location, replay.Headers.Location);
        }
        Assert.Single(await buyer.OrdersAsync());
        Assert.Equal(99, await Shop.Catalogue.StockOfAsync(leash));
    }

    [Fact]
    public async Task A_replay_says_so_and_answers_the_same_whatever_became_of_the_product()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 1);
        var buyer = await Shop.SignUpAsync();
        var first = await (await buyer.CheckOutAsync(Key, (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        await (await (await Shop.AdminAsync()).PutAsync($"/products/{leash}", new { is_active = false, price = 99 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var again = await buyer.CheckOutAsync(Key, (leash, 1));
        Assert.Equal(first.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
    }

    [Fact]
    public async Task A_replay_has_the_first_answers_headers_too()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var path = $"/sales/orders/{order.Id()}/cancel";
        var (first, again) =
            (await buyer.PostAsync(path, key: "calling-off"), await buyer.PostAsync(path, key: "calling-off"));
        Assert.Equal((await first.ShouldBeAsync(HttpStatusCode.OK)).GetRawText(),
            (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.NotNull(first.Headers.ETag);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_key_that_was_kept_before_a_deployment_is_understood_after_it()
    {
        var buyer = await Shop.SignUpAsync();
        var ball = await Shop.Catalogue.AddProductAsync();
        await (await buyer.CheckOutAsync("before", (ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        // As an older version wrote it: without a member that was added since, and with one that was removed since.
        Assert.Equal(1, await Shop.Database.ExecuteAsync("""
            UPDATE idempotency_records SET result = (result::jsonb - 'Message' || '{"Dropped":1}')::json
            WHERE result::jsonb ? 'Message'
            """));
        var again = await (await buyer.CheckOutAsync("before", (ball, 1))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(Assert.Single(await buyer.OrdersAsync()).Id(), again.GetProperty("order").Id());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var leash = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        await (await buyer.CheckOutAsync(Key, (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.CheckOutAsync(Key, (leash, 2)))
            .ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(9, await Shop.Catalogue.StockOfAsync(leash));
    }

    [Fact]
    public async Task The_same_key_of_another_caller_is_another_order()
    {
        var leash = await Shop.Catalogue.AddProductAsync();
        var (one, other) = (await Shop.SignUpAsync(), await Shop.SignUpAsync());
        await (await one.CheckOutAsync(Key, (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        await (await other.CheckOutAsync(Key, (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Equal(8, await Shop.Catalogue.StockOfAsync(leash));
    }

    [Fact]
    public async Task The_path_may_be_spelled_otherwise()
    {
        var leash = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var body =
            new { items = new[] { new { product_id = leash, quantity = 1 } }, shipping_address = SalesSteps.Address };
        await (await buyer.PostAsync("/sales/orders", body, Key)).ShouldBeAsync(HttpStatusCode.Created);
        Assert.True((await buyer.PostAsync("/Sales/Orders/", body, Key)).Headers.Contains("Idempotent-Replayed"));
        Assert.Single(await buyer.OrdersAsync());
    }

    [Theory]
    [InlineData(1, true), InlineData(255, true), InlineData(256, false), InlineData(0, false)]
    public async Task A_key_has_1_to_255_characters(int length, bool isGood)
    {
        var (buyer, leash) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        var answer = await buyer.CheckOutAsync(new string('k', length), (leash, 1));
        if (isGood)
            await answer.ShouldBeAsync(HttpStatusCode.Created);
        else
            await answer.ShouldRejectFieldAsync("Idempotency-Key");
    }

    [Fact]
    public async Task A_key_is_one_and_printable()
    {
        var (buyer, leash) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync());
        await (await buyer.CheckOutAsync("two words", (leash, 1))).ShouldRejectFieldAsync("Idempotency-Key");
        var body =
            new { items = new[] { new { product_id = leash, quantity = 1 } }, shipping_address = SalesSteps.Address };
        await (await buyer.SendAsync(HttpMethod.Post, "/sales/orders", body, ("Idempotency-Key", "one"),
            ("Idempotency-Key", "two"))).ShouldRejectFieldAsync("Idempotency-Key");
    }

    [Fact]
    public async Task A_refused_try_leaves_the_key_free()
    {
        var leash = await Shop.Catalogue.AddProductAsync(stock: 0);
        var buyer = await Shop.SignUpAsync();
        await (await buyer.CheckOutAsync(Key, (leash, 1)))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "insufficient-stock");
        await (await (await Shop.AdminAsync()).PutAsync($"/products/{leash}/stock", new { quantity = 5, expected = 0 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.CheckOutAsync(Key, (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Old_keys_are_forgotten_and_new_ones_kept()
    {
        var leash = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var old = await (await buyer.CheckOutAsync("old", (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        await (await buyer.CheckOutAsync("new", (leash, 1))).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.Database.ExecuteAsync(
            "UPDATE idempotency_records SET created_at = created_at - interval '49 hours' WHERE result::text LIKE $1",
            $"%{old.GetProperty("order").Id()}%");
        await Shop.RunJobAsync<PetShop.Api.Core.Database.IdempotencyCleanupJob>();
        Assert.Equal(1, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM idempotency_records"));
        Assert.Equal("true",
            Assert.Single((await buyer.CheckOutAsync("new", (leash, 1))).Headers.GetValues("Idempotent-Replayed")));
    }
}
