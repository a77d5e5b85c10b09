using System.Text.Json;

namespace PetShop.IntegrationTests.Sales.Credits;

/// <summary>A shop that sells gift cards.</summary>
public abstract class BoughtGiftCardTest : CreditTest
{
    private protected async Task<long> AddCardProductAsync(decimal price = 50, string name = "Gift card") =>
        (await Shop.Catalogue.CreateAsync(new
        {
            name, category = "toys", pet_type = "dog", price, stock_quantity = 1_000, is_gift_card = true,
        })).Id();

    /// <summary>A customer, an admin, and an unpaid order of gift cards of 50 EUR.</summary>
    private protected async Task<(Buyer Buyer, Admin Admin, JsonElement Order)> OrderCardsAsync(int units = 2)
    {
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var order = await buyer.OrderAsync((await AddCardProductAsync(), units));
        return (buyer.At(Till), admin.At(Till), order);
    }

    /// <summary>The same, paid by card.</summary>
    private protected async Task<(Buyer Buyer, Admin Admin, JsonElement Order)> BuyCardsAsync(int units = 2)
    {
        var bought = await OrderCardsAsync(units);
        await PayAsync(bought.Buyer, bought.Order);
        return bought;
    }

    private protected static string PathOf(JsonElement order) => $"/sales/orders/{order.Id()}/gift-cards";

    private protected static Task<HttpResponseMessage> TryTakeAsync(
        ShopCaller caller, JsonElement order, int number = 1, string? key = null) =>
        caller.PostAsync($"{PathOf(order)}/{number}/code", null, key);

    private protected static async Task<string> TakeAsync(ShopCaller caller, JsonElement order, int number = 1) =>
        (await (await TryTakeAsync(caller, order, number)).ShouldBeAsync(HttpStatusCode.OK)).Text("code");

    private protected static Task<HttpResponseMessage> TryRefundAsync(
        Admin admin, JsonElement order, params int[] cards) =>
        admin.PostAsync($"/sales/orders/{order.Id()}/refunds", new { gift_cards = cards });

    private protected static Task<HttpResponseMessage> TryBalanceAsync(ShopCaller caller, string code) =>
        caller.PostAsync(CardBalance, new { gift_card_code = code });

    private protected static async Task<decimal> WorthAsync(ShopCaller caller, string code) =>
        (await (await TryBalanceAsync(caller, code)).ShouldBeAsync(HttpStatusCode.OK)).Money("balance");

    /// <summary>The cardholder disputes the order's payment.</summary>
    /// <returns>Decides it.</returns>
    private protected async Task<Func<bool, Task>> DisputeAsync(Admin admin, JsonElement order)
    {
        var reference = await ReferenceAsync(admin, order);
        var dispute = await DisputeAsync(reference);
        await SyncAsync(reference);
        return async won =>
        {
            await CloseAsync(dispute, won);
            await SyncAsync(reference);
        };
    }

    private protected async Task RefundAtProviderAsync(Admin admin, JsonElement order, long amount)
    {
        var reference = await ReferenceAsync(admin, order);
        await Simulator.Client.V1.Refunds.CreateAsync(new() { PaymentIntent = reference, Amount = amount * 100 });
        await SyncAsync(reference);
    }

    private protected async Task<(Buyer Friend, JsonElement Goods)> SpendAsync(string code, decimal price)
    {
        var friend = (await Shop.SignUpAsync()).At(Till);
        var goods = await friend.OrderAsync((await Shop.Catalogue.AddProductAsync(price: price), 1));
        await RedeemAsync(friend, goods, code);
        return (friend, goods);
    }
}
