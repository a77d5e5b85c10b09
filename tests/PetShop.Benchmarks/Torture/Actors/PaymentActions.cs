using System.Text.Json;

namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>How customers and guests pay: with cards, gift cards and the credit of their account.</summary>
internal static class PaymentActions
{
    private static readonly string[] Cards =
    [
        "pm_card_visa", "pm_card_visa", "pm_card_mastercard", "pm_card_amex", "pm_card_pendingRefund",
        "pm_card_threeDSecure2Required", "pm_card_authenticationRequired",
        "pm_card_visa_chargeDeclined", "pm_card_threeDSecureRequiredChargeDeclined",
    ];

    public static readonly IReadOnlyList<ActorAction<Shopper>> OfShoppers =
    [
        new("pay an order", 30, shopper => OnLatestAsync(shopper, bill => PayAsync(shopper, bill))),
        new("pay in two tabs", 4, shopper => OnLatestAsync(shopper, bill => PayTwiceAsync(shopper, bill))),
        new("pay with two tenders", 5, shopper => OnLatestAsync(shopper, bill => PayInPartsAsync(shopper, bill))),
        new("pay with account credit", 5, shopper => OnLatestAsync(shopper, bill => SpendAsync(shopper, bill))),
        new("give a payment up", 2, shopper => OnLatestAsync(shopper, bill => GiveUpAsync(shopper, bill))),
    ];

    public static readonly IReadOnlyList<ActorAction<GuestShopper>> OfGuests =
    [
        new("pay an order as a guest", 26, guest => OnLatestAsync(guest, bill => PayAsync(guest, bill))),
        new("pay in two tabs as a guest", 4, guest => OnLatestAsync(guest, bill => PayTwiceAsync(guest, bill))),
        new("pay with two tenders as a guest", 4, guest => OnLatestAsync(guest, bill => PayInPartsAsync(guest, bill))),
        new("give a payment up as a guest", 2, guest => OnLatestAsync(guest, bill => GiveUpAsync(guest, bill))),
    ];

    private static Task OnLatestAsync(Shopper shopper, Func<Bill, Task> actAsync) => shopper.Orders.Count == 0
        ? Task.CompletedTask
        : actAsync(Bill.Of(shopper.Orders[^(1 + shopper.Random.Next(Math.Min(4, shopper.Orders.Count)))]));

    private static Task OnLatestAsync(GuestShopper guest, Func<Bill, Task> actAsync) => guest.Orders.Count == 0
        ? Task.CompletedTask
        : actAsync(guest.Orders[^(1 + guest.Random.Next(Math.Min(3, guest.Orders.Count)))].Bill);

    /// <summary>All that is due, mostly by card, with or without a key.</summary>
    private static Task PayAsync(Actor actor, Bill bill) => actor.Random.Next(6) == 0
        ? PayAsync(actor, bill, GiftCard(actor, null)) : PayAsync(actor, bill, Card(actor, null));

    /// <summary>With a key, the client insists; without one, it pays again if the answer is doubtful.</summary>
    private static async Task PayAsync(Actor actor, Bill bill, object body)
    {
        Answer answer;
        if (actor.Random.Next(4) > 0)
        {
            var key = actor.NewKey("pay");
            answer = await InsistAsync(actor, "pay with a key", bill, body, key);
            // not decided yet: an impatient customer presses the button again
            for (var again = 0; again < 4 && answer.IsSuccess && StatusOf(answer.Body) == "processing"; again++)
            {
                await actor.PauseAsync(100, 2500);
                answer = await InsistAsync(actor, "pay again with the same key", bill, body, key);
            }
        }
        else
        {
            answer = await actor.TryAsync("pay without a key", HttpMethod.Post, bill.Payments, body);
            if (!answer.IsClear)
                answer = await actor.TryAsync("pay without a key", HttpMethod.Post, bill.Payments, body);
        }
        await FollowAsync(actor, bill, answer);
    }

    private static Task<Answer> InsistAsync(Actor actor, string action, Bill bill, object body, string key) =>
        actor.InsistAsync(action, bill.Payments, body, key, paid => actor.Stage.Journal.KeepPayment(key, paid));

    /// <summary>What the bank wants to know is answered mostly.</summary>
    private static async Task FollowAsync(Actor actor, Bill bill, Answer answer)
    {
        if (!answer.IsSuccess || StatusOf(answer.Body) != "requires_action" || actor.Random.Next(8) == 0)
            return;
        await actor.PauseAsync(0, 1500);
        await AuthenticateAsync(actor, answer.Body);
        await actor.TryAsync("read a payment", HttpMethod.Get, bill.Of(NumberOf(answer.Body)));
    }

    private static Task AuthenticateAsync(Actor actor, JsonElement payment)
    {
        var page = payment.GetProperty("action_url").GetString();
        return page is null ? Task.CompletedTask : actor.Stage.Shop.Provider.Control.AuthenticateAsync(
            new Uri(page).Segments[^1], authorised: actor.Random.Next(10) > 0);
    }

    /// <summary>The second tab pays in another way, while the first one does.</summary>
    private static async Task PayTwiceAsync(Actor actor, Bill bill)
    {
        var first = Card(actor, null);
        var second = actor.Random.Next(3) == 0 ? GiftCard(actor, null) : Card(actor, null);
        var key = actor.NewKey("tab");
        // the other tab has made its random choices when its request is under way
        var other = actor.TryAsync("pay in another tab", HttpMethod.Post, bill.Payments, second);
        var answer = await InsistAsync(actor, "pay in a tab", bill, first, key);
        await FollowAsync(actor, bill, await other);
        await FollowAsync(actor, bill, answer);
    }

    /// <summary>A part by one means, the rest by another.</summary>
    private static async Task PayInPartsAsync(Actor actor, Bill bill)
    {
        var read = await actor.TryAsync("read what is due", HttpMethod.Get, bill.Payments);
        if (!read.IsSuccess || read.Body.GetProperty("due_amount").GetDecimal() is not (> 0.05m and var due))
            return;
        var part = Math.Round(due * actor.Random.Next(10, 90) / 100m, 2);
        await PayAsync(actor, bill,
            actor.Random.Next(2) == 0 ? GiftCard(actor, part) : Card(actor, part));
        if (actor.Random.Next(5) > 0)
            await PayAsync(actor, bill, Card(actor, null));
    }

    private static async Task SpendAsync(Shopper shopper, Bill bill)
    {
        var credits = await shopper.TryAsync("list own credit", HttpMethod.Get, "sales/store-credits");
        if (credits.Items.Count == 0)
            return;
        await PayAsync(shopper, bill,
            new { method = "store_credit", store_credit_id = credits.Items[0].GetProperty("id").GetInt64() });
        await PayAsync(shopper, bill, Card(shopper, null));
    }

    private static async Task GiveUpAsync(Actor actor, Bill bill)
    {
        var read = await actor.TryAsync("read what is due", HttpMethod.Get, bill.Payments);
        foreach (var payment in read.Items.Where(payment => StatusOf(payment) is "requires_action" or "processing"))
            await actor.InsistAsync("give a payment up", bill.Of(NumberOf(payment), "/cancel"), new { },
                actor.NewKey("give-up"), _ => { });
    }

    private static object Card(Actor actor, decimal? amount) => new
    {
        method = "card",
        amount,
        card_id = Cards[actor.Random.Next(Cards.Length)],
        return_url = "https://shop.example/paid",
    };

    private static object GiftCard(Actor actor, decimal? amount) => new
    {
        method = "store_credit",
        amount,
        gift_card_code = actor.Stage.GiftCards.Pick(actor.Random),
    };

    private static string? StatusOf(JsonElement payment) => payment.GetProperty("status").GetString();

    private static int NumberOf(JsonElement payment) => payment.GetProperty("number").GetInt32();
}
