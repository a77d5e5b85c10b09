using System.Text.Json;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Payments that the customer continues at the bank (3-D Secure) or at the provider's page.</summary>
public sealed class BankPageTests : PaymentTest
{
    [Fact]
    public async Task The_customer_authorises_at_the_bank_and_the_message_of_the_provider_completes_the_payment()
    {
        await ListenAsync();
        var (buyer, admin, order) = await OrderAsync();
        var begun = await PayAsync(buyer, order, NeedsBank);
        Assert.Equal("requires_action", begun.Text("status"));
        Assert.StartsWith(Simulator.Address.ToString(), begun.Text("action_url"), StringComparison.Ordinal);
        var seen = (await PaymentsAsync(admin, order)).Items()[0];
        Assert.Equal((null, null), (seen.GetProperty("action_url").GetString(),
            seen.GetProperty("client_secret").GetString()));
        await AuthenticateAsync(seen.GetProperty("admin_data").Text("reference"));
        await PaidAsync(buyer, order);
        Assert.Null((await PaymentsAsync(buyer, order)).Items()[0].GetProperty("action_url").GetString());
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
    }

    [Fact]
    public async Task Without_messages_the_provider_is_asked()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        await AuthenticateAsync(await ReferenceAsync(admin, order));
        await RunJobAsync<PaymentCheckJob>();
        Assert.Equal("requires_action", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
        Shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await RunJobAsync<PaymentCheckJob>();
        Assert.Equal("captured", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
    }

    [Fact]
    public async Task A_payment_that_failed_at_the_bank_is_failed()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        await AuthenticateAsync(await ReferenceAsync(admin, order), authorised: false);
        Shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await RunJobAsync<PaymentCheckJob>();
        var failed = (await PaymentsAsync(buyer, order)).Items()[0];
        Assert.Equal(("failed", "payment_intent_authentication_failure"),
            (failed.Text("status"), failed.GetProperty("failure").Text("code")));
    }

    [Fact]
    public async Task Another_payment_takes_the_place_of_one_that_was_not_completed()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        Assert.Equal("captured", (await PayAsync(buyer, order)).Text("status"));
        Assert.Equal(["cancelled", "captured"],
            (await PaymentsAsync(buyer, order)).Items().Select(item => item.Text("status")));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_payment_that_was_completed_meanwhile_is_not_paid_again()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        await AuthenticateAsync(await ReferenceAsync(admin, order));
        await (await TryPayAsync(buyer, order)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing-to-pay");
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        Assert.Equal((20m, 0m), await AtProviderAsync());
    }

    [Fact]
    public async Task A_customer_gives_an_unfinished_payment_up()
    {
        var (buyer, _, order) = await OrderAsync();
        var begun = await PayAsync(buyer, order, cardId: null);
        Assert.Equal("requires_payment", begun.Text("status"));
        Assert.NotEqual("", begun.Text("client_secret"));
        var path = $"/sales/orders/{order.Id()}/payments/1/cancel";
        Assert.Equal("cancelled",
            (await (await buyer.PostAsync(path)).ShouldBeAsync(HttpStatusCode.OK)).Text("status"));
        await (await buyer.PostAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-not-cancellable");
    }

    [Fact]
    public async Task Money_that_arrives_after_the_order_was_cancelled_goes_back()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, NeedsBank);
        var reference = await ReferenceAsync(admin, order);
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await AuthenticateAsync(reference);       // before the shop's worker can give the payment up
        await WorkAsync();
        var payment = (await PaymentsAsync(buyer, order)).Items()[0];
        Assert.Equal(("refunded", 20m, 20m),
            (payment.Text("status"), payment.Money("captured_amount"), payment.Money("refunded_amount")));
        var refund = Assert.Single((await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items());
        Assert.Equal(("not_due", "succeeded"), (refund.Text("reason"),
            refund.GetProperty("transfers")[0].Text("status")));
        Assert.Equal((20m, 20m), await AtProviderAsync());
    }

    private Task AuthenticateAsync(string reference, bool authorised = true) => Simulator.ControlAsync(
        HttpMethod.Post, $"payment_intents/{reference}/authenticate", new { authorised });

    private Task PaidAsync(Buyer buyer, JsonElement order) => Eventually.TrueAsync(
        async () =>
        {
            await WorkAsync();
            return (await PaymentsAsync(buyer, order)).Items()[0].Text("status") == "captured";
        }, "the payment is captured");
}
