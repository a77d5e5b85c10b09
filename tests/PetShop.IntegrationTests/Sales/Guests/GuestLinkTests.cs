using System.Buffers.Text;
using PetShop.Api.Sales.Services.Deadlines;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>Which tokens open a guest's order, and until when.</summary>
public sealed class GuestLinkTests : ShopTest
{
    [Fact]
    public async Task A_token_that_is_not_for_the_order_is_answered_like_an_unknown_order()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var (one, other) = (await guest.OrderAsync((ball, 1)), await guest.OrderAsync((ball, 1)));
        var buyer = await Shop.SignUpAsync();
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        var (id, token) = (one.GetProperty("order").Id(), one.GetProperty("links").Text("token"));
        var bytes = Base64Url.DecodeFromChars(token);
        string Changed(int at)
        {
            var copy = (byte[])bytes.Clone();
            copy[at] ^= 1;
            return Base64Url.EncodeToString(copy);
        }
        string[] wrong =
        [
            "x", other.GetProperty("links").Text("token"), guest.Token, Changed(0), Changed(3), Changed(4), Changed(35),
            token[..47], token + "A", token.ToLowerInvariant(),
        ];
        var unknown = await Problem(999, token);
        foreach (var each in wrong)
            Assert.Equal(unknown, await Problem(id, each));
        Assert.Equal(unknown, await Problem(owned, token));
        Assert.Equal(unknown, await Problem(id, null));
        await (await buyer.GetAsync($"/sales/orders/guest/{owned}?token={token}"))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");
        foreach (var path in new[] { "cancel", "returns" })
            await (await guest.Caller.PostAsync($"{Guest.Orders}/{id}/{path}?token={Changed(35)}",
                path == "cancel"
                    ? null
                    : new { items = new[] { new { product_id = ball, quantity = 1, reason = "x" } } }))
                .ShouldBeProblemAsync(HttpStatusCode.NotFound, "not-found");

        async Task<string> Problem(long order, string? key)
        {
            var url = $"{Guest.Orders}/{order}{(key is null ? "" : $"?token={key}")}";
            var problem = await (await guest.Caller.GetAsync(url)).ShouldBeProblemAsync(HttpStatusCode.NotFound);
            return (problem.Text("type") + problem.Text("title") + problem.Text("detail"))
                .Replace($"{order}", "<id>", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_expires_and_an_admin_can_make_a_new_one()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((ball, 1));
        var (id, links) = (placed.GetProperty("order").Id(), placed.GetProperty("links"));
        Assert.Equal(TimeSpan.FromDays(60), links.Time("expires_at") - placed.GetProperty("order").Time("order_date"));
        Shop.Clock.Advance(links.Time("expires_at") - Shop.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await guest.Caller.ReadAsync(links.Text("order"));
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await Shop.RunJobAsync<PaymentDeadlineJob>();
        foreach (var link in new[] { "order", "explain", "returns", "shipments", "invoices", "refunds", "timeline" })
            await (await guest.Caller.GetAsync(links.Text(link)))
                .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
        await (await guest.Caller.PostAsync(links.Text("cancel")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
        var admin = await Shop.SignInAsync(Admin.Name, Admin.FirstPassword);
        var fresh = await (await admin.PostAsync($"/sales/orders/{id}/guest-link")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(id, (await guest.Caller.ReadAsync(fresh.Text("order"))).Id());
        var entry = (await admin.ReadAsync($"/sales/orders/{id}/timeline")).Items()[0];
        Assert.Equal(("guest_link_issued", "admin", true), (entry.Text("type"), entry.Text("author"),
            entry.GetProperty("admin_data").GetProperty("is_internal").GetBoolean()));
        Assert.DoesNotContain(fresh.Text("token"), entry.GetRawText(), StringComparison.Ordinal);
        var buyer = await Shop.SignUpAsync();
        var owned = (await buyer.OrderAsync((ball, 1))).Id();
        await (await admin.PostAsync($"/sales/orders/{owned}/guest-link"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "order-has-account");
        await (await admin.PostAsync("/sales/orders/999/guest-link")).ShouldBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_works_until_the_order_can_no_longer_be_returned_and_its_returns_are_settled()
    {
        Shop.Clock.Stop();
        var ball = await Shop.Catalogue.AddProductAsync();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((ball, 1));
        var (order, links) = (placed.GetProperty("order"), placed.GetProperty("links"));
        await (await Shop.AdminAsync()).PayAsync(order.Id("invoice_id"));
        Shop.Clock.Advance(TimeSpan.FromDays(65));
        await guest.Caller.ReadAsync(links.Text("order"));
        await (await Admin.SignInAsync(Shop.Node)).DeliverAsync(order.Id());
        Shop.Clock.Advance(TimeSpan.FromDays(14));
        await (await guest.Caller.PostAsync(links.Text("returns"), new
        {
            items = new[] { new { product_id = ball, quantity = 1, reason = "Too small." } },
        })).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromDays(60));      // for the answer to the return
        await guest.Caller.ReadAsync(links.Text("returns"));
        Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await guest.Caller.GetAsync(links.Text("order")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
    }

    [Fact]
    public async Task A_link_to_an_order_that_is_never_delivered_expires_too()
    {
        Shop.Clock.Stop();
        var guest = await Guest.BeginAsync(Shop.Node);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        await (await Shop.AdminAsync()).MoveOrderAsync(placed.GetProperty("order").Id(), "confirmed");
        var link = placed.GetProperty("links").Text("order");
        Shop.Clock.Advance(TimeSpan.FromDays(60 + 366 - 1));
        await guest.Caller.ReadAsync(link);
        Shop.Clock.Advance(TimeSpan.FromDays(1));
        await (await guest.Caller.GetAsync(link)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "order-link-expired");
    }
}
