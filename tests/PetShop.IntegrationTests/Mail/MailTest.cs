using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Outbox;
using PetShop.IntegrationTests.Sales.Payments;

namespace PetShop.IntegrationTests.Mail;

/// <summary>A test with a node that sends mail to a sink.</summary>
public abstract class MailTest : ShopTest
{
    private protected MailHost Mails { get; private set; } = null!;

    /// <summary>The node that sends mail.</summary>
    protected ShopNode Node { get; private set; } = null!;

    protected Admin Admin { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Mails = await MailHost.StartAsync();
        Node = Shop.StartNode(Mails.Settings());
        Admin = (await Shop.AdminAsync()).At(Node);
        await NumberAsync(Node);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Mails.DisposeAsync();
    }

    /// <summary>A customer's order of a product that costs 12.50.</summary>
    protected async Task<JsonElement> OrderAsync(Buyer? buyer = null, string name = "Ball") =>
        await (buyer ?? await Shop.SignUpAsync()).OrderAsync(
            (await Shop.Catalogue.AddProductAsync(stock: 50, price: 12.50m, name: name), 2));

    /// <summary>Numbers the events, and sends what is due until nothing is.</summary>
    protected async Task SendAsync(ShopNode? node = null)
    {
        await NumberAsync(node ?? Node);
        await (node ?? Node).WorkOffAsync<MailHandler>();
    }

    protected static async Task NumberAsync(ShopNode node)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EventNumbersJob>().RunAsync(CancellationToken.None);
    }

    /// <summary>Mails that wait, and those that were given up.</summary>
    protected async Task<(long Waiting, long Parked)> QueueAsync() => (
        await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM work_items WHERE queue = 'mail' AND parked_at IS NULL"),
        await Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM work_items WHERE queue = 'mail' AND parked_at IS NOT NULL"));
}
