using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Core.Limits;

/// <summary>Many concurrent writes of one account must not affect other requests.</summary>
public sealed class AccountWriteLimiterTests : ShopTest
{
    [Fact]
    public async Task Four_hundred_edits_of_ones_own_cart_at_once_hold_four_connections_and_nobody_else_waits()
    {
        var product = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Shop.StartNode(("RateLimits:WriteSlots", "4"), ("RateLimits:WriteQueue", "50"),
            ("RateLimits:WritePatience", "00:00:00.500"));
        var (one, other) = ((await Shop.SignUpAsync()).At(node), (await Shop.SignUpAsync()).At(node));
        await one.FillCartAsync((product, 1));
        List<Task<HttpResponseMessage>> edits, served;
        await using (await Shop.Database.OpenTransactionAsync(
            $"SELECT FROM carts WHERE user_id = {one.UserId} FOR UPDATE"))
        {
            edits = [.. Enumerable.Range(0, 400)
                .Select(_ => one.PutAsync($"/sales/carts/{one.UserId}/items/{product}", new { quantity = 2 }))];
            await Eventually.TrueAsync(() => edits.Count(edit => edit.IsCompleted) == 396, "396 are told to come back");
            await Shop.Database.WaitersAsync(4);
            served = edits.FindAll(edit => !edit.IsCompleted);
            foreach (var edit in edits.Except(served))
            {
                var refused = await edit;
                await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
                Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            }
            await (await other.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
            await (await one.GetAsync("/auth/me")).ShouldBeAsync(HttpStatusCode.OK);
            await other.FillCartAsync((product, 1));
            await (await other.CheckOutCartAsync()).ShouldBeAsync(HttpStatusCode.Created);
        }
        foreach (var edit in served)
            await (await edit).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guests_of_one_address_hold_four_connections_and_nobody_else_waits()
    {
        var product = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Shop.StartNode(("RateLimits:WriteSlots", "4"), ("RateLimits:WriteQueue", "50"),
            ("RateLimits:WritePatience", "00:00:00.500"));
        var (guest, buyer) = (await Guest.BeginAsync(node), (await Shop.SignUpAsync()).At(node));
        await guest.FillAsync((product, 1));
        List<Task<HttpResponseMessage>> edits;
        await using (await Shop.Database.OpenTransactionAsync($"SELECT FROM carts WHERE user_id IS NULL FOR UPDATE"))
        {
            edits = [.. Enumerable.Range(0, 100).Select(_ => guest.AddAsync(product))];
            await Eventually.TrueAsync(() => edits.Count(edit => edit.IsCompleted) == 96, "96 are told to come back");
            await Shop.Database.WaitersAsync(4);
            await buyer.FillCartAsync((product, 1));
        }
        var answers = await Task.WhenAll(edits);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(96, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Edits_that_wait_for_a_slot_are_all_done()
    {
        var product = await Shop.Catalogue.AddProductAsync(stock: 100);
        var node = Shop.StartNode(("RateLimits:WriteSlots", "2"), ("RateLimits:WriteQueue", "50"),
            ("RateLimits:WritePatience", "00:01:00"));
        var buyer = (await Shop.SignUpAsync()).At(node);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
            await (await buyer.PostAsync($"/sales/carts/{buyer.UserId}/items/{product}"))
                .ShouldBeAsync(HttpStatusCode.OK)));
        Assert.Equal(30, (await buyer.CartAsync()).Count("item_count"));
    }
}
