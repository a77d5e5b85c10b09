namespace PetShop.Benchmarks.Torture.Actors;

/// <summary>How shoppers buy gift cards and take their codes, and how admins refund them.</summary>
internal static class GiftCardActions
{
    public static readonly IReadOnlyList<ActorAction<Shopper>> OfShoppers =
    [
        new("buy gift cards", 6, BuyAsync),
        new("take codes", 12, TakeAsync),
    ];

    public static readonly IReadOnlyList<ActorAction<Admin>> OfAdmins = [new("refund gift cards", 5, RefundAsync)];

    private static Task BuyAsync(Shopper shopper)
    {
        var cards = shopper.Stage.Shop.GiftCards;
        return CheckoutActions.OrderAsync(shopper, "buy gift cards", expected: null, new
        {
            items = cards.Take(shopper.Random.Next(1, cards.Length + 1))
                .Select(product_id => new { product_id, quantity = shopper.Random.Next(1, 4) }).ToArray(),
            ship_to = CheckoutActions.SomePlace(shopper),
        });
    }

    /// <summary>Of a card that can be taken; if the answer is lost, the key gets it again.</summary>
    private static async Task TakeAsync(Shopper shopper)
    {
        foreach (var order in shopper.Orders.TakeLast(6))
        {
            var list = await shopper.TryAsync("list gift cards", HttpMethod.Get, $"sales/orders/{order}/gift-cards");
            if (!list.IsSuccess)
                continue;
            foreach (var card in list.Items.Take(3))
            {
                var (key, number) = (shopper.NewKey("take"), card.GetProperty("number").GetInt32());
                await shopper.InsistAsync("take a code", $"sales/orders/{order}/gift-cards/{number}/code", new { }, key,
                    answer =>
                    {
                        var code = answer.Body.GetProperty("code").GetString()!;
                        shopper.Stage.Journal.KeepCode(key, code);
                        shopper.Stage.GiftCards.Add([code]);
                    });
            }
        }
    }

    private static async Task RefundAsync(Admin admin)
    {
        foreach (var order in (await admin.SomeOfAsync("sales/orders?status=delivered&limit=60", 30))
            .Where(order => order.GetProperty("tax_lines").EnumerateArray()
                .Any(tax => tax.GetProperty("treatment").GetString() == "voucher")).Take(2))
        {
            var (id, key) = (order.GetProperty("id").GetInt64(), admin.NewKey("refund"));
            var to = admin.Random.Next(4) == 0 ? "store_credit" : "original";
            var body = new { gift_cards = new[] { admin.Random.Next(1, 3) }, to, note = key };
            await admin.InsistAsync("refund gift cards", $"sales/orders/{id}/refunds", body, key, answer =>
                admin.Stage.Journal.KeepNoted(key, $"refund {id}/{answer.Body.GetProperty("number").GetInt32()}"));
        }
    }
}
