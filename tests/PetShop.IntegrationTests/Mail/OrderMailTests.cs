using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Mail;
using PetShop.Api.Core.Outbox;
using PetShop.IntegrationTests.Core.Outbox;
using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Guests;
using PetShop.IntegrationTests.Sales.Payments;

namespace PetShop.IntegrationTests.Mail;

/// <summary>What customers are told about their orders.</summary>
public sealed class OrderMailTests : MailTest
{
    [Fact]
    public async Task Each_step_of_an_order_is_told_once_with_its_amounts_and_a_link()
    {
        var buyer = await Shop.SignUpAsync();
        var order = await OrderAsync(buyer, "Mouse \"Ä<script>\" & Söhne");
        await SendAsync();
        await SendAsync();
        var placed = Assert.Single(Mails.All);
        Assert.Equal([$"{buyer.Username}@example.com"], placed.To);
        Assert.Equal($"Your order {order.Text("number")}", placed.Subject);
        foreach (var part in new[] { "2 × €12.50", "€25.00", "Mouse \"Ä<script>\" & Söhne" })
            Assert.Contains(part, placed.Text!, StringComparison.Ordinal);
        Assert.Contains("Total: €25.00", placed.Text!, StringComparison.Ordinal);
        Assert.Contains("Mouse &quot;Ä&lt;script&gt;&quot; &amp; Söhne", placed.Html!, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", placed.Html!, StringComparison.OrdinalIgnoreCase);
        foreach (var part in new[] { placed.Text!, placed.Html! })
            Assert.Contains($"{MailHost.Storefront}/orders/{order.Id()}", part, StringComparison.Ordinal);
        Assert.Equal("auto-generated", placed.Headers.Single(header => header.Name == "Auto-Submitted").Value);

        await Admin.PayAsync(order.Id("invoice_id"));
        await Admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
        await (await Admin.PostAsync($"/sales/orders/{order.Id()}/shipments", new
        {
            carrier = "Parcel Express",
            tracking_number = "1Z 999",
            tracking_url = "https://parcels.example/1Z999",
        })).ShouldBeAsync(HttpStatusCode.Created);
        await SendAsync();
        Assert.Equal(["Your order", "Payment received", "Your order"],
            Mails.All.Select(mail => string.Join(' ', mail.Subject.Split(' ')[..2])));
        var shipped = Mails.All[^1];
        foreach (var part in new[] { "on its way", "2 × Mouse", "Parcel Express", "1Z 999", "parcels.example/1Z999" })
            Assert.Contains(part, shipped.Subject + shipped.Text, StringComparison.Ordinal);
        Assert.Equal(3, Mails.All.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_return_and_its_refund_are_told_with_the_amount_and_the_means()
    {
        var buyer = await Shop.SignUpAsync();
        var ball = await Shop.Catalogue.AddProductAsync(price: 12.50m);
        var order = await buyer.BuyDeliveredAsync(Admin, (ball, 2));
        var approved = await buyer.AskReturnAsync(order, (ball, 1));
        var rejected = await buyer.AskReturnAsync(order, (ball, 1));
        await SendAsync();
        Mails.Forget();
        await Admin.MoveReturnAsync(rejected, "rejected");
        await Admin.MoveReturnAsync(approved, "approved", "processed");
        await SendAsync();
        string[] parts = ["is not accepted", "is approved", "has arrived", "Refund of €12.50"];
        Assert.Equal(parts.Length, Mails.All.Count);
        foreach (var part in parts)
            Assert.Single(Mails.All, mail => mail.Subject.Contains(part, StringComparison.Ordinal));
        var refund = Mails.All.Single(mail => mail.Subject.StartsWith("Refund", StringComparison.Ordinal));
        Assert.Contains("€12.50: the way you paid", refund.Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_gets_the_link_of_the_checkout_until_the_guest_is_erased()
    {
        var guest = await Guest.BeginAsync(Node);
        var placed = await guest.OrderAsync((await Shop.Catalogue.AddProductAsync(), 1));
        var id = placed.GetProperty("order").Id();
        await SendAsync();
        var mail = Assert.Single(Mails.All);
        Assert.Equal([Guest.Email], mail.To);
        Assert.Contains(
            $"{MailHost.Storefront}/orders/guest/{id}#token={placed.GetProperty("links").Text("token")}\n",
            mail.Text!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await Admin.PayAsync(placed.GetProperty("invoice").Id());
        await (await Admin.PostAsync("/sales/guests/erase", new { email = Guest.Email }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await SendAsync();
        Assert.Single(Mails.All);
        Assert.Equal((0, 0), await QueueAsync());
    }

    [Fact]
    public async Task Nothing_is_sent_for_what_is_rolled_back_old_or_replayed_or_while_mail_is_off()
    {
        var order = await OrderAsync();
        await using (var scope = Node.Services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await Assert.ThrowsAsync<InvalidOperationException>(() => work.CommitAsync(async () =>
            {
                scope.ServiceProvider.GetRequiredService<IOutbox>().Add("order.cancelled", "order:1", new()
                {
                    ["order_id"] = order.Id(),
                });
                await work.Closing.SendAsync(CancellationToken.None);
                throw new InvalidOperationException("Not after all.");
            }, CancellationToken.None));
        }
        await Shop.RunJobAsync<EventNumbersJob>();      // by the node without mail
        await SendAsync();
        Assert.Empty(Mails.All);
        await OrderAsync();
        Shop.Clock.Advance(TimeSpan.FromHours(25));
        await SendAsync();
        Assert.Empty(Mails.All);
        Assert.Equal((0, 0), await QueueAsync());
    }

    [Fact]
    public async Task Two_nodes_and_a_killed_one_send_as_many_distinct_mails_as_there_are_events()
    {
        var other = Shop.StartNode(Mails.Settings());
        var buyer = await Shop.SignUpAsync();
        for (var i = 0; i < 6; i++)
            await Admin.PayAsync((await OrderAsync(buyer)).Id("invoice_id"));
        await NumberAsync(Node);
        await using (var scope = Node.Services.CreateAsyncScope())
        {
            // It sends three mails, and ends before it can say so.
            var handler = scope.ServiceProvider.GetRequiredService<MailHandler>();
            var claim = await Node.Services.GetRequiredService<PetShop.Api.Core.Queue.WorkRunner>()
                .ClaimAsync(MailItem.Queue, handler.Policy, 3, CancellationToken.None);
            foreach (var work in claim.Taken)
                await handler.HandleAsync(work, CancellationToken.None);
        }
        await Task.WhenAll(Node.WorkOffAsync<MailHandler>(), other.WorkOffAsync<MailHandler>());
        Assert.Equal(12, Mails.All.Count);
        Shop.Clock.Advance(TimeSpan.FromMinutes(7));        // the end of the lease
        await Task.WhenAll(Node.WorkOffAsync<MailHandler>(), other.WorkOffAsync<MailHandler>());
        Assert.Equal(15, Mails.All.Count);
        Assert.Equal(12, (await Shop.EventsAsync()).Count(
            made => made.Text("type") is "order.placed" or "order.paid"));
        var sent = Mails.All.GroupBy(mail => mail.MessageId!).ToList();
        Assert.Equal(12, sent.Count);
        Assert.All(sent, copies => Assert.Single(copies.Select(mail => mail.Subject).Distinct()));
        Assert.Equal((0, 0), await QueueAsync());
    }
}
