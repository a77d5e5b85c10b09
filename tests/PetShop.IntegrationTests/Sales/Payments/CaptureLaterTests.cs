using PetShop.Api.Sales.Services.Deadlines;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>A shop that authorises cards and captures when it ships.</summary>
public sealed class CaptureLaterTests : PaymentTest
{
    private protected override (string Key, string Value)[] Settings => [("Payments:Capture", "Later")];

    [Fact]
    public async Task An_authorised_payment_is_captured_once()
    {
        var (buyer, admin, order) = await OrderAsync();
        Assert.Equal("authorised", (await PayAsync(buyer, order)).Text("status"));
        Assert.Equal("pending", await InvoiceStatusAsync(buyer, order));
        await (await TryPayAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-in-progress");
        var path = $"/sales/orders/{order.Id()}/payments/1";
        await (await buyer.PostAsync(path + "/capture")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await buyer.PostAsync(path + "/cancel")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
        await (await admin.PostAsync(path + "/capture", new { amount = 20.01m }))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        var answers = await SalesSteps.AtOnceAsync(8, _ => admin.PostAsync(path + "/capture"));
        Assert.Equal(1, answers.CountOf(HttpStatusCode.OK));
        Assert.Equal(7, answers.CountOf(HttpStatusCode.Conflict));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        await (await admin.PostAsync(path + "/capture"))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-not-authorised");
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_part_is_captured_and_the_rest_is_paid_by_another_card()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var captured = await (await admin.PostAsync(
            $"/sales/orders/{order.Id()}/payments/1/capture", new { amount = 5.50m })).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal((5.50m, "captured"), (captured.Money("captured_amount"), captured.Text("status")));
        Assert.Equal(14.50m, (await PaymentsAsync(buyer, order)).Money("due_amount"));
        Assert.Equal(14.50m, (await PayAsync(buyer, order)).Money("amount"));
    }

    [Fact]
    public async Task Cancelling_the_order_releases_what_was_authorised()
    {
        var (buyer, _, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await WorkAsync();
        Assert.Equal("cancelled", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
        Assert.Equal((0m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task An_order_with_an_authorised_payment_outlives_its_deadline_until_the_payment_is_given_up()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        Shop.Clock.Advance(TimeSpan.FromDays(10));
        buyer = (await Shop.SignInAsync(buyer.Username)).At(Till);
        admin = (await Admin.SignInAsync(Shop.Node)).At(Till);
        await RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal("pending", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments/1/cancel"))
            .ShouldBeAsync(HttpStatusCode.OK);
        await RunJobAsync<PaymentDeadlineJob>();
        Assert.Equal("cancelled", await buyer.StatusAsync($"/sales/orders/{order.Id()}"));
    }
}
