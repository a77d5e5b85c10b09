using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.IntegrationTests.Core.Cache;
using PetShop.IntegrationTests.Sales.Papers;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Money that goes back without the shop: by disputes, and by refunds that somebody makes at the provider.
/// </summary>
public sealed class DisputeTests : PaymentTest
{
    [Fact]
    public async Task A_part_payment_that_is_lost_in_a_dispute_is_due_again()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 12m);
        await LoseAsync(await ReferenceAsync(admin, order));
        await SyncAsync();
        Assert.Equal(20m, (await PaymentsAsync(buyer, order)).Money("due_amount"));
        Assert.Equal(20m, (await PayAsync(buyer, order)).Money("captured_amount"));
        Assert.Equal("paid", await InvoiceStatusAsync(buyer, order));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_lost_dispute_counts_as_a_refund_and_a_won_one_as_none()
    {
        foreach (var won in new[] { true, false })
        {
            var (buyer, admin, order) = await OrderAsync();
            await PayAsync(buyer, order);
            var reference = await ReferenceAsync(admin, order);
            var dispute = await DisputeAsync(reference);
            await SyncAsync(reference);
            Assert.Equal("disputed", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 1m }))
                .ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment-disputed");
            await CloseAsync(dispute, won);
            await SyncAsync(reference);
            var payment = (await PaymentsAsync(buyer, order)).Items()[0];
            Assert.Equal((won ? "captured" : "refunded", won ? 0m : 20m),
                (payment.Text("status"), payment.Money("refunded_amount")));
            Assert.Equal(won ? [] : ["dispute_lost"],
                (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
                    .Select(refund => refund.Text("reason")));
            await Till.WritePapersAsync();
            Assert.Equal(won ? 20m : 0m, await buyer.StandsAsync(order.Id("invoice_id")));
        }
    }

    [Fact]
    public async Task A_dispute_that_is_lost_while_a_refund_is_under_way_is_booked_in_full()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 6m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await LoseAsync(await ReferenceAsync(admin, order));
        await SyncAsync();
        Assert.Equal([("given", 6m), ("dispute_lost", 14m)], await RefundsAsync(buyer, order));

        await WorkAsync();      // the provider refuses the refund: the dispute has taken that money
        await RunJobAsync<PaymentCheckJob>();
        Assert.Equal([("given", 6m), ("dispute_lost", 14m)], await RefundsAsync(buyer, order));
        var payment = (await PaymentsAsync(buyer, order)).Items()[0];
        Assert.Equal(("refunded", 20m), (payment.Text("status"), payment.Money("refunded_amount")));
        Assert.Empty((await admin.ReadAsync("/sales/refund-transfers")).Items());
    }

    [Fact]
    public async Task A_refund_that_fails_and_a_dispute_that_is_lost_can_become_known_at_once()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 15m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        var reference = await ReferenceAsync(admin, order);
        await FailRefundsAsync(reference);
        await LoseAsync(reference, 1200);
        await SyncAsync();
        Assert.Equal([("given", 15m), ("dispute_lost", 5m)], await RefundsAsync(buyer, order));
        var rest = Assert.Single((await admin.ReadAsync("/sales/refund-transfers")).Items());
        Assert.Equal(("failed", 8m), (rest.Text("status"), rest.Money("amount")));
    }

    [Fact]
    public async Task A_second_dispute_of_a_payment_is_booked_too()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var reference = await ReferenceAsync(admin, order);
        await LoseAsync(reference, 500);
        await SyncAsync();
        await WithProviderAsync(details => details with { LostAmount = 12m }, sync => SyncAsync(sync, reference));
        Assert.Equal([("dispute_lost", 5m), ("dispute_lost", 7m)], await RefundsAsync(buyer, order));
    }

    [Fact]
    public async Task An_answer_that_is_outdated_when_it_comes_does_not_open_a_dispute_again()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var reference = await ReferenceAsync(admin, order);
        var dispute = await DisputeAsync(reference);
        var isLate = true;
        await WithProviderAsync(async details =>
        {
            if (isLate)
            {
                isLate = false;
                await CloseAsync(dispute, won: false);
                await SyncAsync(reference);
            }
            return details;
        }, sync => SyncAsync(sync, reference));
        Assert.False(isLate);
        Assert.Equal("refunded", (await PaymentsAsync(buyer, order)).Items()[0].Text("status"));
        Assert.Equal([("dispute_lost", 20m)], await RefundsAsync(buyer, order));
    }

    [Fact]
    public async Task A_refund_at_the_provider_that_stands_for_several_failed_ones_fails_as_a_whole()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        foreach (var amount in new[] { 4m, 3m })
            await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount }))
                .ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        var reference = await ReferenceAsync(admin, order);
        await FailRefundsAsync(reference);
        await SyncAsync();
        var atProvider = await Simulator.Client.V1.Refunds.CreateAsync(
            new() { PaymentIntent = reference, Amount = 1000 });
        await SyncAsync();
        await SyncAsync();
        Assert.Equal([("given", 4m), ("given", 3m), ("made_at_provider", 3m)], await RefundsAsync(buyer, order));
        Assert.Equal(10m, (await PaymentsAsync(buyer, order)).Money("refunded_amount"));

        await Simulator.ControlAsync(
            HttpMethod.Post, $"refunds/{atProvider.Id}/finish", new { succeeded = false });
        await SyncAsync();
        Assert.Equal(0m, (await PaymentsAsync(buyer, order)).Items()[0].Money("refunded_amount"));
        Assert.Equal([3m, 3m, 4m], (await admin.ReadAsync("/sales/refund-transfers?status=failed")).Items()
            .Select(transfer => transfer.Money("amount")).Order());
    }

    [Fact]
    public async Task A_dispute_of_a_payment_whose_answer_is_not_known_yet_waits_for_it()
    {
        var (buyer, _, order) = await OrderAsync();
        await Simulator.OrderAsync(new { kind = "error_after", operation = "create", times = 1 });
        Assert.Equal("processing", (await PayAsync(buyer, order)).Text("status"));
        var reference = (await Simulator.Client.V1.PaymentIntents.ListAsync()).Data.Single().Id;
        await LoseAsync(reference, 500);
        var body = ProviderMessages.Event("evt_1", "charge.dispute.closed",
            $$"""{"id":"dp_1","object":"dispute","payment_intent":"{{reference}}","metadata":null}""");
        using var answer = await Till.SendMessageAsync(body, Shop.Clock.Sign(body));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Till.WorkOffAsync<PaymentNotificationHandler>();
        Assert.Equal(0, await CountMessagesAsync());
        await Eventually.TrueAsync(async () =>
        {
            Shop.Clock.Advance(TimeSpan.FromSeconds(10));
            await WorkAsync();
            return await CountMessagesAsync() == 1;
        }, "the message is handled");
        Assert.Equal([("dispute_lost", 5m)], await RefundsAsync(buyer, order));
    }

    [Fact]
    public async Task Money_that_a_dispute_and_a_failed_refund_hold_is_refunded_later()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, amount: 8m);
        await PayAsync(buyer, order, "pm_card_pendingRefund", amount: 6m);
        var dispute = await DisputeAsync(await ReferenceAsync(admin, order));
        await SyncAsync();
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        await WorkAsync();
        await FailRefundsAsync(await ReferenceAsync(admin, order, index: 1));
        await SyncAsync();
        Assert.Equal([("not_due", 6m)], await RefundsAsync(buyer, order));

        await CloseAsync(dispute, won: true);
        await SyncAsync();
        Assert.Equal([("not_due", 6m), ("not_due", 8m)], await RefundsAsync(buyer, order));
    }

    [Theory]
    [InlineData(true, "not_due")]
    [InlineData(false, "dispute_lost")]
    public async Task A_surplus_waits_for_a_dispute_that_may_take_what_is_owed(bool won, string reason)
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order);
        var dispute = await DisputeAsync(await ReferenceAsync(admin, order));
        await SyncAsync();
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 20m })).ShouldBeAsync(HttpStatusCode.Created);
        Assert.Empty(await RefundsAsync(buyer, order));

        await CloseAsync(dispute, won);
        await SyncAsync();
        Assert.Equal([(reason, 20m)], await RefundsAsync(buyer, order));
        Assert.Equal(0m, (await buyer.ReadAsync($"/sales/invoices/{order.Id("invoice_id")}"))
            .Money("refunded_amount"));
    }

    [Fact]
    public async Task An_answer_that_is_outdated_does_not_set_a_refund_back()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { amount = 6m }))
            .ShouldBeAsync(HttpStatusCode.Created);
        await WorkAsync();
        var reference = await ReferenceAsync(admin, order);
        var isLate = true;
        await WithProviderAsync(async details =>
        {
            if (isLate)
            {
                isLate = false;
                await FinishRefundsAsync(reference, succeeded: true);
                await SyncAsync();
            }
            return details;
        }, sync => SyncAsync(sync, reference));
        Assert.Equal("succeeded", (await TransfersAsync(admin, order)).Single().Text("status"));
    }

    [Fact]
    public async Task A_refund_at_the_provider_is_under_way_until_the_provider_says_otherwise()
    {
        var (buyer, admin, order) = await OrderAsync();
        await PayAsync(buyer, order, "pm_card_pendingRefund");
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = 600 });
        await SyncAsync();
        Assert.Equal("pending", (await TransfersAsync(admin, order)).Single().Text("status"));
        await FinishRefundsAsync(reference, succeeded: true);
        Shop.Clock.Advance(TimeSpan.FromMinutes(3));
        await RunJobAsync<PaymentCheckJob>();
        Assert.Equal("succeeded", (await TransfersAsync(admin, order)).Single().Text("status"));
    }

    private Task FailRefundsAsync(string reference) => FinishRefundsAsync(reference, succeeded: false);

    private async Task FinishRefundsAsync(string reference, bool succeeded)
    {
        foreach (var refund in await Simulator.Client.V1.Refunds.ListAsync(new() { PaymentIntent = reference }))
            await Simulator.ControlAsync(HttpMethod.Post, $"refunds/{refund.Id}/finish", new { succeeded });
    }

    private static async Task<IEnumerable<JsonElement>> TransfersAsync(Buyer admin, JsonElement order) =>
        (await admin.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
            .SelectMany(refund => refund.GetProperty("transfers").EnumerateArray());

    private Task<long> CountMessagesAsync() =>
        Shop.Database.ReadAsync<long>("SELECT count(*) FROM payment_notifications WHERE handled_at IS NOT NULL");

    private Task WithProviderAsync(Func<ProviderDetails, ProviderDetails> change, Func<PaymentSync, Task> actAsync) =>
        WithProviderAsync(details => Task.FromResult(change(details)), actAsync);

    /// <summary>Acts while what the provider says about payments comes changed or late.</summary>
    private async Task WithProviderAsync(
        Func<ProviderDetails, Task<ProviderDetails>> change, Func<PaymentSync, Task> actAsync)
    {
        await using var scope = Till.Services.CreateAsyncScope();
        var provider = ChangedProvider.Of(
            scope.ServiceProvider.GetRequiredService<PaymentProviders>().Of("stripe"), change);
        await actAsync(ActivatorUtilities.CreateInstance<PaymentSync>(
            scope.ServiceProvider, new PaymentProviders([provider])));
    }

    private async Task SyncAsync(PaymentSync sync, string reference)
    {
        await using var scope = Till.Services.CreateAsyncScope();
        var payment = await scope.ServiceProvider.GetRequiredService<PetShopDbContext>().Set<Payment>().AsNoTracking()
            .SingleAsync(payment => payment.Reference == reference);
        await sync.SyncAsync(payment, reference, CancellationToken.None);
    }
}
