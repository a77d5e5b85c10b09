using PetShop.IntegrationTests.Sales.Guests;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Guests pay by the link to their order.</summary>
public sealed class GuestPaymentTests : PaymentTest
{
    [Fact]
    public async Task A_guest_pays_by_the_link_and_a_repetition_charges_once()
    {
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        var path = placed.GetProperty("links").Text("payments");
        var due = (await guest.Caller.ReadAsync(path)).Money("due_amount");
        var body = new { method = "card", card_id = Visa };
        var paid = await (await guest.Caller.PostAsync(path, body, "once")).ShouldBeAsync(HttpStatusCode.Created);
        var again = await guest.Caller.PostAsync(path, body, "once");
        Assert.Equal(paid.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(("captured", due), (paid.Text("status"), paid.Money("captured_amount")));
        Assert.Equal((due, 0m), await AtProviderAsync());
        Assert.Equal("captured", (await guest.Caller.ReadAsync(again.Headers.Location!.ToString())).Text("status"));
    }

    [Fact]
    public async Task A_guest_gives_up_a_payment_and_cannot_record_one()
    {
        var guest = await Guest.BeginAsync(Till);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(price: 20), 1));
        var path = placed.GetProperty("links").Text("payments");
        var begun = await (await guest.Caller.PostAsync(path,
            new { method = "card", card_id = NeedsBank, return_url = "https://shop.example" }))
            .ShouldBeAsync(HttpStatusCode.Created);
        Assert.NotNull(begun.GetProperty("action_url").GetString());
        await (await guest.Caller.PostAsync(path.Replace("payments", "payments/1/cancel", StringComparison.Ordinal)))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await guest.Caller.PostAsync(path, new { method = "bank_transfer" }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        var order = placed.GetProperty("order").Id();
        await (await guest.Caller.PostAsync($"/sales/orders/guest/{order}/payments?token=x", new { method = "card" }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal((0m, 0m), await AtProviderAsync());
    }
}
