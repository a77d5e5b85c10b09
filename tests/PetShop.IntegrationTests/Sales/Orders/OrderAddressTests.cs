using System.Text.Json;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>Where an order goes and who is billed.</summary>
public sealed class OrderAddressTests : ShopTest
{
    private static readonly object Harbour = new
    {
        name = "Robin Barker", line1 = "12 Harbour Street", city = "Hamburg", postal_code = "de-20457", country = "de",
        phone = "040 1234567"
    };

    private static readonly object Kiel = new
    {
        name = "Ada Setter",
        line1 = "1 Quay",
        city = "Kiel",
        postal_code = "24103",
        country = "DE",
    };

    private static readonly object Austin = new
    {
        name = "Ada Setter", company = "Setters Inc", line1 = "1 Congress Avenue", city = "Austin", region = "Texas",
        postal_code = "73301", country = "US"
    };

    [Fact]
    public async Task An_order_keeps_the_address_of_the_request_and_bills_it_too()
    {
        var order = await PlaceAsync(await Shop.SignUpAsync(), new { ship_to = Harbour });
        var address = order.GetProperty("ship_to");
        Assert.Equal(("20457", "DE", "+49401234567"),
            (address.Text("postal_code"), address.Text("country"), address.Text("phone")));
        Assert.Equal(address.GetRawText(), order.GetProperty("bill_to").GetRawText());
        Assert.Equal("Robin Barker\n12 Harbour Street\n20457 Hamburg\nGermany", order.Text("shipping_address"));
    }

    [Fact]
    public async Task An_order_is_billed_elsewhere_when_it_says_so()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await PlaceAsync(buyer, new { ship_to = Harbour, bill_to = Austin });
        Assert.Equal(("Hamburg", "TX"),
            (order.GetProperty("ship_to").Text("city"), order.GetProperty("bill_to").Text("region")));
        var read = await buyer.ReadAsync($"/sales/orders/{order.Id()}");
        Assert.Equal(order.GetRawText(), read.GetRawText());
        Assert.Equal(order.GetRawText(), (await buyer.OrdersAsync())[0].GetRawText());
    }

    [Fact]
    public async Task An_order_goes_to_an_address_of_the_book_and_keeps_it_when_the_book_changes()
    {
        var buyer = await Shop.SignUpAsync();
        await buyer.AddAddressAsync();
        var (id, bill) = ((await buyer.AddAddressAsync(Harbour)).Id(), (await buyer.AddAddressAsync(Austin)).Id());
        var order = await PlaceAsync(
            buyer, new { ship_to = new { address_id = id }, bill_to = new { address_id = bill } });
        Assert.Equal(("12 Harbour Street", "1 Congress Avenue"),
            (order.GetProperty("ship_to").Text("line1"), order.GetProperty("bill_to").Text("line1")));
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}/addresses/{id}", Austin))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}/addresses/{bill}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Equal(order.GetRawText(), (await buyer.ReadAsync($"/sales/orders/{order.Id()}")).GetRawText());
    }

    [Fact]
    public async Task An_order_without_an_address_goes_to_the_default()
    {
        var buyer = await Shop.SignUpAsync();
        await (await CheckOutAsync(buyer, new { })).ShouldRejectFieldAsync("ship_to");
        var shipping = (await buyer.AddAddressAsync(Harbour)).Id();
        var order = await PlaceAsync(buyer, new { });
        Assert.Equal(("Hamburg", "Hamburg"),
            (order.GetProperty("ship_to").Text("city"), order.GetProperty("bill_to").Text("city")));
        await (await buyer.PostAsync($"/auth/users/{buyer.UserId}/addresses", new
        {
            name = "Ada", line1 = "1", city = "Austin", region = "TX", postal_code = "73301", country = "US",
            default_billing = true
        })).ShouldBeAsync(HttpStatusCode.Created);
        order = await PlaceAsync(buyer, new { });
        Assert.Equal(("Hamburg", "Austin"),
            (order.GetProperty("ship_to").Text("city"), order.GetProperty("bill_to").Text("city")));
        order = await PlaceAsync(buyer, new { ship_to = new { address_id = shipping } });
        Assert.Equal("Hamburg", order.GetProperty("bill_to").Text("city"));
        order = await PlaceAsync(buyer, new { bill_to = Harbour });
        Assert.Equal(("Hamburg", "Hamburg"),
            (order.GetProperty("ship_to").Text("city"), order.GetProperty("bill_to").Text("city")));
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}/addresses/{shipping}"))
            .ShouldBeAsync(HttpStatusCode.NoContent);
        await (await CheckOutAsync(buyer, new { })).ShouldRejectFieldAsync("ship_to");
    }

    [Fact]
    public async Task A_text_stays_valid_and_uses_no_default()
    {
        var buyer = await Shop.SignUpAsync();
        await buyer.AddAddressAsync();
        var order = await PlaceAsync(buyer, new { shipping_address = SalesSteps.Address });
        Assert.Equal((SalesSteps.Address, JsonValueKind.Null, JsonValueKind.Null), (order.Text("shipping_address"),
            order.GetProperty("ship_to").ValueKind, order.GetProperty("bill_to").ValueKind));
        order = await PlaceAsync(buyer, new { shipping_address = SalesSteps.Address, bill_to = Austin });
        Assert.Equal("Austin", order.GetProperty("bill_to").Text("city"));
    }

    [Theory]
    [InlineData("""{"ship_to":{"address_id":1},"shipping_address":"1 Kennel Lane"}""", "ship_to")]
    [InlineData("""{"ship_to":{}}""", "ship_to.name", "ship_to.line1", "ship_to.city", "ship_to.country")]
    [InlineData("""{"ship_to":{"name":"A","line1":"1","city":"B","country":"DE","postal_code":"1"}}""",
        "ship_to.postal_code")]
    [InlineData("""{"ship_to":{"name":"A","line1":"1","city":"B","country":"US","postal_code":"73301"}}""",
        "ship_to.region")]
    [InlineData("""{"ship_to":{"name":"A","address_id":1}}""", "ship_to.address_id")]
    [InlineData("""{"ship_to":{"address_id":0}}""", "ship_to.address_id")]
    [InlineData("""{"ship_to":{"address_id":1}}""", "ship_to.address_id")]
    [InlineData("""{"ship_to":{"address_id":"1"}}""", "ship_to.address_id")]
    [InlineData("""{"ship_to":{"zip":"1"}}""", "ship_to.zip")]
    [InlineData("""{"ship_to":"1 Kennel Lane"}""", "ship_to")]
    [InlineData("""{"bill_to":{"address_id":1},"shipping_address":"1 Kennel Lane"}""", "bill_to.address_id")]
    [InlineData("""{"bill_to":{"name":"A\u202E"},"shipping_address":"1 Kennel Lane"}""", "bill_to.name")]
    public async Task An_address_that_is_not_valid_is_named_and_nothing_is_ordered(string body, params string[] fields)
    {
        var (buyer, ball) = (await Shop.SignUpAsync(), await Shop.Catalogue.AddProductAsync(stock: 3));
        await buyer.FillCartAsync((ball, 1));
        await (await buyer.SendTextAsync(HttpMethod.Post, "/sales/orders", body)).ShouldRejectFieldAsync(fields);
        Assert.Single((await buyer.CartAsync()).Items());
        Assert.Equal(3, await Shop.Catalogue.StockOfAsync(ball));
    }

    [Fact]
    public async Task The_address_of_another_account_is_forbidden_also_to_an_admin_who_orders_for_a_customer()
    {
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (own, theirs) = ((await buyer.AddAddressAsync(Harbour)).Id(), (await other.AddAddressAsync()).Id());
        var ball = await Shop.Catalogue.AddProductAsync();
        var items = new[] { new { product_id = ball, quantity = 1 } };
        foreach (var body in new object[]
        {
            new { items, ship_to = new { address_id = theirs } },
            new { items, ship_to = Harbour, bill_to = new { address_id = theirs } },
        })
            await (await buyer.PostAsync("/sales/orders", body)).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PostAsync("/sales/orders",
            new { user_id = buyer.UserId, items, ship_to = new { address_id = theirs } }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PostAsync("/sales/orders", new { items, ship_to = new { address_id = own } }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        foreach (var body in new object[]
        {
            new { user_id = buyer.UserId, items },
            new { user_id = buyer.UserId, items, ship_to = new { address_id = own } },
        })
        {
            var placed = await (await admin.PostAsync("/sales/orders", body)).ShouldBeAsync(HttpStatusCode.Created);
            Assert.Equal("Hamburg", placed.GetProperty("order").GetProperty("ship_to").Text("city"));
        }
        Assert.Equal(2, (await buyer.OrdersAsync()).Count);
    }

    [Fact]
    public async Task An_admin_changes_where_an_order_goes_before_it_is_shipped()
    {
        var (buyer, other, admin) = (await Shop.SignUpAsync(), await Shop.SignUpAsync(), await Shop.AdminAsync());
        var (own, theirs) = ((await buyer.AddAddressAsync(Kiel)).Id(), (await other.AddAddressAsync()).Id());
        var path = $"/sales/orders/{(await PlaceAsync(buyer, new { ship_to = Harbour })).Id()}";
        var order = await (await admin.PutAsync(path, new { ship_to = new { address_id = own } }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(("Kiel", "Hamburg"),
            (order.GetProperty("ship_to").Text("city"), order.GetProperty("bill_to").Text("city")));
        Assert.Equal(order.GetRawText(), (await admin.ReadAsync(path)).GetRawText());
        order = await (await admin.PutAsync(path, new { shipping_address = "2 Cattery Close" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((JsonValueKind.Null, "2 Cattery Close"),
            (order.GetProperty("ship_to").ValueKind, order.Text("shipping_address")));
        order = await (await admin.PutAsync(path, new { ship_to = Harbour })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.StartsWith("Robin Barker\n", order.Text("shipping_address"), StringComparison.Ordinal);
        await (await admin.PutAsync(path, new { ship_to = new { address_id = theirs } }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PutAsync(path, new { ship_to = (object?)null })).ShouldRejectFieldAsync("ship_to");
        await (await admin.PutAsync(path, new { ship_to = Harbour, shipping_address = "2 Cattery Close" }))
            .ShouldRejectFieldAsync("ship_to");
        await (await admin.PutAsync(path, new { ship_to = new { address_id = 1 } }))
            .ShouldRejectFieldAsync("ship_to.address_id");
        await (await admin.PutAsync(path, new { ship_to = new { name = "A\u202E" } }))
            .ShouldRejectFieldAsync("ship_to.name");
        await (await admin.PutAsync(path, new { ship_to = new { name = 1 } })).ShouldRejectFieldAsync("ship_to.name");
        await (await admin.PutAsync(path, new { ship_to = new { zip = "1" } })).ShouldRejectFieldAsync("ship_to.zip");
        await (await admin.PutAsync(path, new { ship_to = new { city = "B" } }))
            .ShouldRejectFieldAsync("ship_to.name", "ship_to.line1", "ship_to.country");
        await admin.MoveOrderAsync(order.Id(), "confirmed", "processing", "shipped");
        await (await admin.PutAsync(path, new { ship_to = Harbour }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-shipped");
    }

    [Theory]
    [InlineData("robin barker"), InlineData("harbour hamburg"), InlineData("20457"), InlineData("setters austin")]
    [InlineData("congress"), InlineData("ada setter")]
    public async Task An_order_is_found_by_the_words_of_both_addresses(string q)
    {
        var buyer = await Shop.SignUpAsync();
        var order = await PlaceAsync(buyer, new { ship_to = Harbour, bill_to = Austin });
        await PlaceAsync(buyer, new { shipping_address = SalesSteps.Address });
        await PlaceAsync(buyer, new
        {
            ship_to = new { name = "Bo", line1 = "1", city = "Kiel", postal_code = "24103", country = "DE" }
        });
        Assert.Equal([order.Id()], (await (await Shop.AdminAsync())
            .ReadAsync($"/sales/orders?q={Uri.EscapeDataString(q)}")).Items().Select(found => found.Id()));
    }

    [Fact]
    public async Task Addresses_stay_on_what_was_invoiced_without_the_telephone_number_and_are_erased_elsewhere()
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var body = new { ship_to = Harbour, bill_to = Austin };
        var (paid, open, cancelled) =
            (await PlaceAsync(buyer, body), await PlaceAsync(buyer, body), await PlaceAsync(buyer, body));
        await admin.PayAsync(paid.Id("invoice_id"));
        await (await buyer.PostAsync($"/sales/orders/{cancelled.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.RunJobAsync<OrderSearchJob>();
        var kept = await admin.ReadAsync($"/sales/orders/{paid.Id()}");
        Assert.Equal(("12 Harbour Street", "1 Congress Avenue", JsonValueKind.Null),
            (kept.GetProperty("ship_to").Text("line1"), kept.GetProperty("bill_to").Text("line1"),
                kept.GetProperty("ship_to").GetProperty("phone").ValueKind));
        foreach (var order in new[] { open, cancelled })
        {
            var erased = await admin.ReadAsync($"/sales/orders/{order.Id()}");
            Assert.Equal((ErasedText.OfAccount, JsonValueKind.Null, JsonValueKind.Null),
                (erased.Text("shipping_address"),
                    erased.GetProperty("ship_to").ValueKind, erased.GetProperty("bill_to").ValueKind));
        }
        Assert.Equal([paid.Id()], (await admin.ReadAsync("/sales/orders?q=harbour")).Items().Select(o => o.Id()));
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM orders o WHERE o::text LIKE '%49401234567%'"));
    }

    [Fact]
    public async Task The_database_keeps_exactly_one_form_of_the_shipping_address()
    {
        var buyer = await Shop.SignUpAsync();
        await PlaceAsync(buyer, new { ship_to = Harbour });
        foreach (var change in new[] { "ship_to = NULL", "shipping_address = 'x'" })
            Assert.Equal("ck_orders_address", (await Assert.ThrowsAsync<Npgsql.PostgresException>(
                () => Shop.Database.ExecuteAsync($"UPDATE orders SET {change}"))).ConstraintName);
    }

    private async Task<JsonElement> PlaceAsync(Buyer buyer, object body) =>
        (await (await CheckOutAsync(buyer, body)).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");

    private async Task<HttpResponseMessage> CheckOutAsync(Buyer buyer, object body)
    {
        await buyer.FillCartAsync((await Shop.Catalogue.AddProductAsync(), 1));
        return await buyer.PostAsync("/sales/orders", body);
    }
}
