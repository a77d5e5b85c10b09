using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.Api.Sales.Services.Payments.Providers;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Messages of the provider that did not arrive.</summary>
public sealed class MissedMessageTests : PaymentTest
{
    [Fact]
    public async Task Messages_that_never_came_are_fetched()
    {
        var (buyer, admin, order) = await OrderAsync();
        await ListenAsync();
        await PayAsync(buyer, order);
        await SettleAsync();
        var before = await CountMessagesAsync();
        Assert.True(before > 0);
        await RunJobAsync<MissedPaymentNotificationJob>();
        Assert.Equal(before, await CountMessagesAsync());

        await Simulator.OrderAsync(new { kind = "webhook_never" });
        await LoseAsync(await ReferenceAsync(admin, order), 500);
        await Task.WhenAll(RunJobAsync<MissedPaymentNotificationJob>(), RunJobAsync<MissedPaymentNotificationJob>());
        await WorkAsync();
        Assert.Equal([("dispute_lost", 5m)], await RefundsAsync(buyer, order));
        Assert.Equal(before + 3, await CountMessagesAsync());       // opened, the money withdrawn, closed
        await RunJobAsync<MissedPaymentNotificationJob>();
        await WorkAsync();
        Assert.Equal(before + 3, await CountMessagesAsync());
    }

    [Fact]
    public async Task A_provider_that_is_away_fails_the_fetching_of_messages_and_loses_none()
    {
        var (buyer, admin, order) = await OrderAsync();
        await ListenAsync();
        await PayAsync(buyer, order);
        await Simulator.OrderAsync(new { kind = "webhook_never" });
        await LoseAsync(await ReferenceAsync(admin, order), 500);
        await Simulator.OrderAsync(new { kind = "down", operation = "read", times = 1 });
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => RunJobAsync<MissedPaymentNotificationJob>());
        await RunJobAsync<MissedPaymentNotificationJob>();
        await WorkAsync();
        Assert.Equal([("dispute_lost", 5m)], await RefundsAsync(buyer, order));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_does_not_keep_the_others_from_coming()
    {
        var (buyer, admin, order) = await OrderAsync();
        await ListenAsync();
        await PayAsync(buyer, order);
        await SettleAsync();
        await Simulator.OrderAsync(new { kind = "webhook_never" });
        await LoseAsync(await ReferenceAsync(admin, order), 500);
        await using var scope = Till.Services.CreateAsyncScope();
        var provider = ChangedProvider.Of(
            scope.ServiceProvider.GetRequiredService<PaymentProviders>().Of("stripe"), Task.FromResult,
            page => [new("evt_odd", Encoding.UTF8.GetBytes("[]")), .. page]);
        await ActivatorUtilities.CreateInstance<MissedPaymentNotificationJob>(
            scope.ServiceProvider, new PaymentProviders([provider])).RunAsync(CancellationToken.None);
        await WorkAsync();
        Assert.Equal([("dispute_lost", 5m)], await RefundsAsync(buyer, order));
    }

    /// <summary>Waits until all messages of the provider have arrived and are handled.</summary>
    private Task SettleAsync() => Eventually.TrueAsync(async () =>
    {
        await WorkAsync();
        return !(await Simulator.ControlAsync(HttpMethod.Get, "deliveries")).EnumerateArray()
            .Any(delivery => delivery.Text("state") == "Pending");
    }, "all messages have arrived");

    /// <summary>Of those that are stored, whether they are handled or not.</summary>
    private Task<long> CountMessagesAsync() =>
        Shop.Database.ReadAsync<long>("SELECT count(*) FROM payment_notifications");
}
