using System.Text.Json;
using PetShop.Api.Sales.Services.Orders;

namespace PetShop.IntegrationTests.Sales.Orders;

/// <summary>The customer of an order, as admins see it and search for it.</summary>
public sealed class OrderCustomerTests : ShopTest
{
    [Fact]
    public async Task Admins_see_whose_an_order_is_and_nobody_else_does()
    {
        var (buyer, order) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        var admin = await Shop.AdminAsync();
        var data = (await admin.ReadAsync($"/sales/orders/{order}")).GetProperty("admin_data");
        Assert.Equal(("Zoë Łapińska", "zoe.l@perch.example"),
            (data.Text("customer_name"), data.Text("customer_email")));
        Assert.Equal("Zoë Łapińska",
            (await admin.ReadAsync("/sales/orders")).Items()[0].GetProperty("admin_data").Text("customer_name"));
        Assert.DoesNotContain(
            "admin_data", (await buyer.ReadAsync($"/sales/orders/{order}")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "admin_data", (await buyer.ReadAsync("/sales/orders")).GetRawText(), StringComparison.Ordinal);
        var cancelled = await (await buyer.PostAsync($"/sales/orders/{order}/cancel", key: "once"))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.DoesNotContain("admin_data", cancelled.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("perch.example", await Shop.Database.ReadAsync<string>(
            "SELECT string_agg(result::text, '') FROM idempotency_records"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_without_a_name_is_shown_by_user_name()
    {
        var buyer = await Shop.SignUpAsync("nameless.one");
        var order = (await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1))).Id();
        Assert.Equal("nameless.one", (await (await Shop.AdminAsync()).ReadAsync($"/sales/orders/{order}"))
            .GetProperty("admin_data").Text("customer_name"));
    }

    [Theory]
    [InlineData("Zoë"), InlineData("zoe"), InlineData("ZOE LAPIN"), InlineData("lapinska zoe")]
    [InlineData("zoe.l@perch.example"), InlineData("@perch")]
    [InlineData("Zoe\u0308"), InlineData("barkham lapinska"), InlineData("kennel perch")]
    public async Task An_order_is_found_by_its_customers_name_and_email(string q)
    {
        var (_, order) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        await BuyAsync("Bo", "Kestrel", "bo@roost.example");
        Assert.Equal([order], await FindAsync(q));
    }

    [Fact]
    public async Task What_is_found_follows_the_address_and_keeps_the_customer()
    {
        var (buyer, order) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        await (await (await Shop.AdminAsync())
            .PutAsync($"/sales/orders/{order}",
                new { shipping_address = "2 Cattery Close" })).ShouldBeAsync(HttpStatusCode.OK);
        await (await buyer.PutAsync($"/auth/users/{buyer.UserId}", new { first_name = "Renamed" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([order], await FindAsync("cattery lapinska"));
        Assert.Empty(await FindAsync("barkham"));
        Assert.Empty(await FindAsync("renamed"));
    }

    [Fact]
    public async Task Orders_from_before_become_searchable_and_say_whose_they_are()
    {
        var (_, order) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        await Shop.Database.ExecuteAsync(
            "UPDATE orders SET customer_name = NULL, customer_email = NULL, search_text = NULL");
        Assert.Empty(await FindAsync("zoe"));
        await Shop.RunJobAsync<OrderSearchJob>();
        Assert.Equal([order], await FindAsync("zoe perch barkham"));
        Assert.Equal("zoe.l@perch.example", (await (await Shop.AdminAsync()).ReadAsync($"/sales/orders/{order}"))
            .GetProperty("admin_data").Text("customer_email"));
    }

    [Fact]
    public async Task A_closed_account_is_found_by_no_email_and_by_its_name_only_where_the_books_need_it()
    {
        var (buyer, open) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        var admin = await Shop.AdminAsync();
        var paid = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await admin.PayAsync(paid.Id("invoice_id"));
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        Assert.Empty(await FindAsync("zoe"));
        await Shop.RunJobAsync<OrderSearchJob>();
        Assert.Equal([paid.Id()], await FindAsync("zoe"));
        Assert.Empty(await FindAsync("perch"));
        var data = (await admin.ReadAsync($"/sales/orders/{open}")).GetProperty("admin_data");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null),
            (data.GetProperty("customer_name").ValueKind, data.GetProperty("customer_email").ValueKind));
        Assert.Equal(JsonValueKind.Null, (await admin.ReadAsync($"/sales/orders/{paid.Id()}")).GetProperty("admin_data")
            .GetProperty("customer_email").ValueKind);
    }

    [Fact]
    public async Task The_recipient_of_an_invoice_stays_known_when_the_account_closes_before_the_job_ran()
    {
        var (buyer, _) = await BuyAsync("Zoë", "Łapińska", "zoe.l@perch.example");
        var admin = await Shop.AdminAsync();
        var paid = await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await admin.PayAsync(paid.Id("invoice_id"));
        await Shop.Database.ExecuteAsync(
            "UPDATE orders SET customer_name = NULL, customer_email = NULL, search_text = NULL");
        await (await buyer.DeleteAsync($"/auth/users/{buyer.UserId}")).ShouldBeAsync(HttpStatusCode.NoContent);
        await Shop.RunJobAsync<OrderSearchJob>();
        var data = (await admin.ReadAsync($"/sales/orders/{paid.Id()}")).GetProperty("admin_data");
        Assert.Equal("Zoë Łapińska", data.Text("customer_name"));
        Assert.Equal(JsonValueKind.Null, data.GetProperty("customer_email").ValueKind);
        Assert.Equal([paid.Id()], await FindAsync("zoe"));
    }

    private async Task<(Buyer Buyer, long Order)> BuyAsync(string first, string last, string email)
    {
        var username = $"customer-{Guid.NewGuid().ToString("n")[..8]}";
        var registered = await Shop.Anyone.PostAsync("/auth/register",
            new { username, email, password = Buyer.DefaultPassword, first_name = first, last_name = last });
        await registered.ShouldBeAsync(HttpStatusCode.Created);
        var buyer = await Shop.SignInAsync(username);
        return (buyer, (await buyer.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1))).Id());
    }

    private async Task<List<long>> FindAsync(string q) =>
        [.. (await (await Shop.AdminAsync()).ReadAsync($"/sales/orders?q={Uri.EscapeDataString(q)}")).Items()
            .Select(order => order.Id())];
}
