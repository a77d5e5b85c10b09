using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.IntegrationTests.Payments.Simulator;
using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Promotions;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>
/// A stored response is returned only to a caller who may read it now. Each action with
/// <see cref="IdempotentAttribute"/> needs a row in <see cref="Requests"/>, in which an admin acts for another user.
/// </summary>
public sealed class ReplayTests : ShopTest
{
    private const string Key = "0a1b2c3d";
    private SimulatorHost? _simulator;

    /// <summary>A node that takes cards; null if the request needs none.</summary>
    private ShopNode? _till;

    private static readonly Dictionary<string, Func<ReplayTests, Buyer, Admin, Task<(string Path,
        object? Body)>>> Requests = new()
        {
            ["Addresses.Add"] = (_, buyer, _) => Task.FromResult<(string, object?)>(
                ($"/auth/users/{buyer.UserId}/addresses", new
                {
                    name = "Rex Owner", line1 = "1 Kennel Lane", city = "Barkham", postal_code = "RG41 4TG",
                    country = "GB"
                })),
            ["Orders.Place"] = async (test, buyer, _) =>
                ("/sales/orders", new
                {
                    user_id = buyer.UserId, items = new[] { new { product_id = await test.BallAsync(), quantity = 1 } },
                    shipping_address = SalesSteps.Address
                }),
            ["Orders.Cancel"] = async (test, buyer, _) =>
                ($"/sales/orders/{(await buyer.OrderAsync((await test.BallAsync(), 1))).Id()}/cancel", null),
            ["OrderEdits.Edit"] = async (test, buyer, _) =>
            {
                var ball = await test.BallAsync();
                return ($"/sales/orders/{(await buyer.OrderAsync((ball, 1))).Id()}/edits",
                    new { items = new[] { new { product_id = ball, quantity = 2 } } });
            },
            ["Invoices.Issue"] = async (test, buyer, admin) =>
            {
                var (order, invoice) = await buyer.BuyAsync((await test.BallAsync(), 1));
                await (await admin.DeleteAsync($"/sales/invoices/{invoice.Id()}"))
                    .ShouldBeAsync(HttpStatusCode.NoContent);
                return ("/sales/invoices", new { order_id = order.Id() });
            },
            ["Payments.Start"] = async (test, buyer, _) =>
                ($"/sales/orders/{(await buyer.OrderAsync((await test.BallAsync(), 1))).Id()}/payments",
                    new { method = "bank_transfer" }),
            ["Payments.Capture"] = (test, buyer, _) => test.AuthoriseAsync(buyer, "capture"),
            ["Payments.Cancel"] = (test, buyer, _) => test.AuthoriseAsync(buyer, "cancel"),
            ["Refunds.Refund"] = async (test, buyer, admin) =>
            {
                var order = await buyer.OrderAsync((await test.BallAsync(), 1));
                await admin.PayAsync(order.Id("invoice_id"));
                return ($"/sales/orders/{order.Id()}/refunds", new { amount = 1 });
            },
            ["StoreCredits.Issue"] = (_, _, _) =>
                Task.FromResult<(string, object?)>(("/sales/store-credits", new { amount = 5 })),
            ["StoreCredits.Adjust"] = async (_, buyer, admin) =>
            {
                var issued = await (await admin.PostAsync("/sales/store-credits",
                    new { user_id = buyer.UserId, amount = 5 })).ShouldBeAsync(HttpStatusCode.Created);
                return ($"/sales/store-credits/{issued.GetProperty("store_credit").Id()}/adjustments",
                    new { amount = -1, reason = "Typo" });
            },
            ["StoreCredits.ReplaceCode"] = async (_, _, admin) =>
            {
                var issued = await (await admin.PostAsync("/sales/store-credits", new { amount = 5 }))
                    .ShouldBeAsync(HttpStatusCode.Created);
                return ($"/sales/store-credits/{issued.GetProperty("store_credit").Id()}/code", null);
            },
            ["RefundTransfers.Retry"] = async (test, buyer, admin) =>
            {
                var path = await test.OverpayAsync(buyer, admin);
                await test.Shop.Database.ExecuteAsync("UPDATE refund_transfers SET status = 'Failed'");
                return (path + "/retry", null);
            },
            ["RefundTransfers.Complete"] = async (test, buyer, admin) =>
                (await test.OverpayAsync(buyer, admin) + "/complete", null),
            ["ProductStock.Add"] = async (test, _, _) => ($"/products/{await test.BallAsync()}/stock/movements",
                new { reason = "received", quantity = 5 }),
            ["Stock.Count"] = async (test, _, _) => ("/products/stock-counts",
                new { lines = new[] { new { product_id = await test.BallAsync(), counted = 5 } } }),
            ["TaxRates.Create"] = (_, _, _) => Task.FromResult<(string, object?)>(("/sales/tax-rates", new
            {
                country = "CH",
                tax_class = "standard",
                percent = 8.1m,
                name = "VAT",
                valid_from = "2024-01-01",
            })),
            ["Promotions.Create"] = (_, _, _) => Task.FromResult<(string, object?)>(("/sales/promotions",
                new { name = "Spring", discount = new { type = "percentage", percent = 10 } })),
            ["ShippingZones.Create"] = (_, _, _) => Task.FromResult<(string, object?)>(
                ("/sales/shipping-zones", new { name = "North", countries = new[] { "NO" } })),
            ["ShippingMethods.Create"] = async (_, _, admin) => ("/sales/shipping-methods", new
            {
                zone_id = (await (await admin.PostAsync("/sales/shipping-zones",
                    new { name = "North", countries = new[] { "NO" } })).ShouldBeAsync(HttpStatusCode.Created)).Id(),
                code = "van",
                name = "Van",
                kind = "delivery",
                basis = "flat",
                steps = new[] { new { from = 0, price = 5 } },
                min_days = 1,
                max_days = 2,
            }),
            ["PromotionCodes.Add"] = async (test, _, _) => ($"/sales/promotions/{(await test.Shop.AddPromotionAsync(new
            {
                name = "Coded", discount = PromotionSteps.TenPercent, code_required = true
            })).Id()}/codes", new { count = 2 }),
            ["Shipments.Create"] = async (test, buyer, admin) =>
            {
                var order = await buyer.OrderAsync((await test.BallAsync(), 1));
                await admin.MoveOrderAsync(order.Id(), "confirmed", "processing");
                return ($"/sales/orders/{order.Id()}/shipments", new { carrier = "Parcel Express" });
            },
            ["Returns.Create"] = async (test, buyer, admin) =>
            {
                var ball = await test.BallAsync();
                return ("/sales/returns",
                    SalesSteps.Return(await buyer.BuyDeliveredAsync(admin, (ball, 1)), (ball, 1)));
            },
        };

    public static TheoryData<string> Actions => [.. typeof(IdempotentAttribute).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(ControllerBase)))
        .SelectMany(type => type.GetMethods().Where(action => action.IsDefined(typeof(IdempotentAttribute)))
            .Where(action => !IsForEachCaller(type, action))
            .Select(action => $"{type.Name.Replace("Controller", "", StringComparison.Ordinal)}.{action.Name}"))];

    [Theory, MemberData(nameof(Actions))]
    public async Task A_caller_without_the_role_no_longer_gets_a_stored_response(string action)
    {
        Assert.True(Requests.TryGetValue(action, out var prepare), $"{action} has no row here.");
        var (buyer, first) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var clerk = await Shop.SignUpAsync();
        await first.GrantAsync(clerk);
        var (path, body) = await prepare(this, buyer, first);
        clerk = clerk.At(_till ?? Shop.Node);

        var answer = await clerk.PostAsync(path, body, Key);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var replay = await clerk.PostAsync(path, body, Key);
        Assert.Equal(await answer.Content.ReadAsStringAsync(), await replay.Content.ReadAsStringAsync());
        Assert.True(replay.Headers.Contains(IdempotentAttribute.ReplayedHeader));

        await first.RevokeAsync(clerk);
        var refused = await clerk.PostAsync(path, body, Key);
        var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.DoesNotContain("Barkham", problem.GetRawText(), StringComparison.Ordinal);
        Assert.False(refused.Headers.Contains(IdempotentAttribute.ReplayedHeader));

        await first.GrantAsync(clerk);
        await (await clerk.PostAsync(path, body, Key)).ShouldBeAsync(answer.StatusCode);
    }

    /// <summary>
    /// Guests prove who they are by a secret, to which their key belongs; a merge is always for the caller, and only
    /// the customer takes codes.
    /// </summary>
    private static bool IsForEachCaller(Type controller, System.Reflection.MethodInfo action) =>
        controller.IsDefined(typeof(Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute), inherit: false)
        || action.Name is nameof(PetShop.Api.Sales.Controllers.CartCodesController.Merge)
            or nameof(PetShop.Api.Sales.Controllers.Credits.BoughtGiftCardsController.TakeCode);

    private Task<long> BallAsync() => Shop.Catalogue.AddProductAsync();

    public override async Task DisposeAsync()
    {
        if (_simulator is { } simulator)
            await simulator.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>An order with an authorised payment.</summary>
    private async Task<(string Path, object? Body)> AuthoriseAsync(Buyer buyer, string decision)
    {
        _simulator = await SimulatorHost.StartAsync();
        _till = Shop.StartNode(("Stripe:ApiKey", SimulatorHost.ApiKey), ("Stripe:Url", $"{_simulator.Address}"),
            ("Payments:Capture", "Later"));
        var order = await buyer.OrderAsync((await BallAsync(), 1));
        await (await buyer.At(_till).PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "card", card_id = "pm_card_visa" })).ShouldBeAsync(HttpStatusCode.Created);
        return ($"/sales/orders/{order.Id()}/payments/1/{decision}", null);
    }

    /// <summary>An order with money that has to be paid back.</summary>
    private async Task<string> OverpayAsync(Buyer buyer, Admin admin)
    {
        var order = await buyer.OrderAsync((await BallAsync(), 1));
        await (await admin.PostAsync($"/sales/orders/{order.Id()}/payments",
            new { method = "bank_transfer", amount = 1_000 })).ShouldBeAsync(HttpStatusCode.Created);
        return $"/sales/orders/{order.Id()}/refunds/1/transfers/1";
    }
}
