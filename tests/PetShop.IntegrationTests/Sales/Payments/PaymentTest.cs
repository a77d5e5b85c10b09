using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Services.Payments.Calls;
using PetShop.Api.Sales.Services.Payments.Notifications;
using PetShop.IntegrationTests.Payments.Simulator;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>A shop that takes cards through the payment simulator.</summary>
public abstract class PaymentTest : ShopTest
{
    private protected const string Visa = "pm_card_visa";
    private protected const string NeedsBank = "pm_card_threeDSecure2Required";

    private protected SimulatorHost Simulator { get; private set; } = null!;

    /// <summary>The node that takes cards.</summary>
    private protected ShopNode Till { get; private set; } = null!;

    private protected virtual (string Key, string Value)[] Settings => [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Simulator = await SimulatorHost.StartAsync();
        Till = Shop.StartNode([.. CardSettings, .. Settings]);
    }

    public override async Task DisposeAsync()
    {
        await Simulator.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>With these, a node takes cards.</summary>
    private protected (string Key, string Value)[] CardSettings =>
    [
        ("Stripe:ApiKey", SimulatorHost.ApiKey), ("Stripe:WebhookSecret", SimulatorHost.WebhookSecret),
        ("Stripe:Url", Simulator.Address.ToString()),
    ];

    /// <summary>A customer, an admin, and an order of 20 EUR that is not paid.</summary>
    private protected async Task<(Buyer Buyer, Admin Admin, JsonElement Order)> OrderAsync(decimal price = 10)
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var ball = await Shop.Catalogue.AddProductAsync(price: price);
        return (buyer.At(Till), admin.At(Till), await buyer.OrderAsync((ball, 2)));
    }

    private protected static Task<HttpResponseMessage> TryPayAsync(
        Buyer buyer, JsonElement order, string? cardId = Visa, decimal? amount = null) =>
        buyer.PostAsync($"/sales/orders/{order.Id()}/payments", new
        {
            method = "card",
            card_id = cardId,
            amount,
            return_url = cardId is null ? null : "https://shop.example/paid",
        });

    private protected static async Task<JsonElement> PayAsync(
        Buyer buyer, JsonElement order, string? cardId = Visa, decimal? amount = null) =>
        await (await TryPayAsync(buyer, order, cardId, amount)).ShouldBeAsync(HttpStatusCode.Created);

    private protected static Task<JsonElement> PaymentsAsync(Buyer buyer, JsonElement order) =>
        buyer.ReadAsync($"/sales/orders/{order.Id()}/payments");

    /// <summary>What the provider calls the order's first payment.</summary>
    private protected static async Task<string> ReferenceAsync(Buyer admin, JsonElement order, int index = 0) =>
        (await PaymentsAsync(admin, order)).Items()[index].GetProperty("admin_data").Text("reference");

    /// <summary>Why, and how much: of each refund of the order.</summary>
    private protected static async Task<IEnumerable<(string Reason, decimal Amount)>> RefundsAsync(
        Buyer buyer, JsonElement order) =>
        (await buyer.ReadAsync($"/sales/orders/{order.Id()}/refunds")).Items()
            .Select(refund => (refund.Text("reason"), refund.Money("amount")));

    private protected async Task<string> DisputeAsync(string reference, long? amount = null) =>
        (await Simulator.ControlAsync(HttpMethod.Post, "disputes",
            new { payment_intent = reference, amount, reason = "fraudulent" })).Text("id");

    private protected Task CloseAsync(string dispute, bool won) =>
        Simulator.ControlAsync(HttpMethod.Post, $"disputes/{dispute}/close", new { won });

    /// <summary>Lets the bank take a payment, or an amount of it in cents, for good.</summary>
    private protected async Task LoseAsync(string reference, long? amount = null) =>
        await CloseAsync(await DisputeAsync(reference, amount), won: false);

    private protected static Task<string> InvoiceStatusAsync(Buyer buyer, JsonElement order) =>
        buyer.StatusAsync($"/sales/invoices/{order.Id("invoice_id")}");

    /// <summary>Lets the shop's worker make the calls and handle the messages that wait.</summary>
    private protected async Task WorkAsync()
    {
        while (await Till.WorkOffAsync<PaymentCallHandler>()
            + await Till.WorkOffAsync<PaymentNotificationHandler>() > 0)
        {
        }
    }

    private protected async Task RunJobAsync<T>() where T : class, IJob
    {
        await using var scope = Till.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<T>().RunAsync(CancellationToken.None);
    }

    /// <summary>Sends the simulator's messages to the shop from now on.</summary>
    private protected Task ListenAsync() => Simulator.ControlAsync(HttpMethod.Put, "webhook",
        new { url = new Uri(Till.Address, "/sales/payments/webhooks/stripe") });

    /// <summary>What was captured and what was refunded at the provider, in EUR.</summary>
    private protected async Task<(decimal Captured, decimal Refunded)> AtProviderAsync()
    {
        var books = await Simulator.ControlAsync(HttpMethod.Get, "reconciliation");
        var payments = books.GetProperty("payments").EnumerateArray().ToList();
        return (payments.Sum(payment => payment.GetProperty("captured").GetInt64()) / 100m,
            payments.Sum(payment => payment.GetProperty("refunded").GetInt64()) / 100m);
    }

    /// <summary>Compares all payments, or one, with the provider, as after a message.</summary>
    private protected async Task SyncAsync(string? reference = null)
    {
        await using var scope = Till.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetShopDbContext>();
        var sync = scope.ServiceProvider.GetRequiredService<PaymentSync>();
        foreach (var payment in await db.Set<Payment>().AsNoTracking()
            .Where(payment => payment.Reference != null && (reference == null || payment.Reference == reference))
            .ToListAsync())
            await sync.SyncAsync(payment, payment.Reference!, CancellationToken.None);
    }
}
