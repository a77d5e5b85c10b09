using System.Text;
using System.Text.RegularExpressions;

namespace PetShop.IntegrationTests.Contract.Policies;

/// <summary>
/// The users and resources for calling a route. They are created on first use; resources belong to the user.
/// </summary>
internal sealed partial class EndpointScenario
{
    private static int _names;
    private readonly ShopFixture _shop;
    private readonly Dictionary<Caller, ShopCaller> _callers = [];
    private readonly Dictionary<string, string> _things = [];
    private readonly Admin _admin;
    private readonly Buyer _owner;

    private EndpointScenario(ShopFixture shop, Admin admin, Buyer owner) =>
        (_shop, _admin, _owner) = (shop, admin, owner);

    public static async Task<EndpointScenario> SetAsync(ShopFixture shop) =>
        new(shop, await shop.AdminAsync(), await shop.SignUpAsync());

    /// <summary>Calls the route with resources of this scene; repeated calls use the same ones.</summary>
    public async Task<HttpResponseMessage> CallAsync(
        EndpointRow row, Caller caller, params (string Name, string Value)[] headers)
    {
        const string Form = "form:";
        HttpContent? body = row.Body switch
        {
            null => null,
            var form when form.StartsWith(Form, StringComparison.Ordinal) =>
                new StringContent(await FillAsync(form[Form.Length..], Uri.EscapeDataString), Encoding.UTF8,
                    "application/x-www-form-urlencoded"),
            var json => new StringContent(await FillAsync(json), Encoding.UTF8, "application/json"),
        };
        if (row.Path.StartsWith("/sales/carts/guest", StringComparison.Ordinal) || row.Path == "/sales/orders/guest")
            headers = [.. headers, ("Cart-Token", await ThingAsync("cart_token"))];
        return await (await AsAsync(caller))
            .SendAsync(new HttpMethod(row.Method), await FillAsync(row.Path), body, headers);
    }

    private async Task<ShopCaller> AsAsync(Caller caller)
    {
        if (!_callers.TryGetValue(caller, out var found))
            _callers[caller] = found = await CreateAsync(caller);
        return found;
    }

    /// <summary>Replaces <c>{id=order}</c> and <c>&lt;order&gt;</c> with ids.</summary>
    private async Task<string> FillAsync(string text, Func<string, string>? write = null)
    {
        foreach (Match place in Places().Matches(text))
        {
            var thing = await ThingAsync(place.Groups[1].Value);
            text = text.Replace(place.Value, write is null ? thing : write(thing), StringComparison.Ordinal);
        }
        return text;
    }

    private async Task<string> ThingAsync(string name)
    {
        if (!_things.TryGetValue(name, out var thing))
            _things[name] = thing = await CreateAsync(name);
        return thing;
    }

    private async Task<string> CreateAsync(string name) => name switch
    {
        "new" => $"scene{Interlocked.Increment(ref _names)}",
        "password" => Buyer.DefaultPassword,
        "page" => "index.html",
        "username" => _owner.Username,
        "refresh" => _owner.RefreshToken,
        "session" =>
            (await (await _owner.GetAsync("/auth/sessions")).ShouldBeAsync(HttpStatusCode.OK)).Items()[0].Text("id"),
        "reset" => (await (await _admin.PostAsync($"/auth/users/{_owner.UserId}/password-reset",
            new { current_password = Admin.FirstPassword })).ShouldBeAsync(HttpStatusCode.OK)).Text("token"),
        "email_token" => await EmailTokenAsync(),
        "owner" => $"{_owner.UserId}",
        "admin" => "admin",
        "colleague" => $"{(await AdminAsync()).UserId}",
        "address" => $"{(await _owner.AddAddressAsync()).Id()}",
        "product" => $"{await _shop.Catalogue.AddProductAsync(stock: 50)}",
        "movement" => await MovementAsync(),
        "carted" => await CartedAsync(),
        "cart_token" => (await (await _shop.Anyone.PostAsync("/sales/carts/guest"))
            .ShouldBeAsync(HttpStatusCode.Created)).Text("token"),
        "guest_carted" => await GuestCartedAsync(),
        "guest_order" => await GuestOrderAsync(),
        "guest_paid" => await GuestPaidAsync(),
        "guest_delivered" => await GuestDeliveredAsync(),
        "guest_return" => await GuestReturnAsync(),
        "sku" or "slug" => (await _shop.Catalogue.ReadAsync(long.Parse(await ThingAsync("product")))).Text(name),
        "category" => await ReferenceAsync("categories"),
        "pet_type" => await ReferenceAsync("pet-types"),
        "brand" => await ReferenceAsync("brands"),
        "order" => await OrderAsync(),
        "invoice" => await InvoiceAsync(),
        "uninvoiced" => await UninvoicedAsync(),
        "note" => await NoteAsync(await ThingAsync("paid")),
        "noted_invoice" => await NotedInvoiceAsync(),
        "guest_noted" => await GuestNotedAsync(),
        "paid" => await PaidAsync(),
        "overpaid" => await OverpaidAsync(),
        "payment" => "1",
        "credit" => $"{(await CreditAsync(_owner.UserId)).GetProperty("store_credit").Id()}",
        "card" => $"{(await CreditAsync(userId: null)).GetProperty("store_credit").Id()}",
        "gift_card" => (await CreditAsync(userId: null)).Text("code"),
        "no_card" => "1",
        "gift_order" => await GiftOrderAsync(),
        "stripe" => name,
        "delivered" => await DeliveredAsync(),
        "processing" => await MovedAsync("confirmed", "processing"),
        "shipped" => await MovedAsync("confirmed", "processing", "shipped"),
        "shipment" => "1",
        "return" => await ReturnAsync(),
        "vat" => await VatNumberAsync(),
        "tax_rate" => await TaxRateAsync(),
        "zone" => await MakeAsync("/sales/shipping-zones", new { name = "North", countries = new[] { "NO" } }),
        "method" => await MethodAsync(),
        "promotion" => await PromotionAsync(),
        "code" => await CodeAsync(),
        _ => await CreateForOperationsAsync(name),
    };

    private async Task<ShopCaller> CreateAsync(Caller caller) => caller switch
    {
        Caller.Nobody => _shop.Anyone,
        Caller.User => _owner,
        Caller.OtherUser => await _shop.SignUpAsync(),
        Caller.Admin => await AdminAsync(),
        Caller.RevokedAdmin => await RevokedAsync(),
        Caller.ExpiredToken => await ExpiredAsync(),
        _ => new ShopCaller(_shop.Node, "no.such.token"),
    };

    /// <summary>The product's opening movement.</summary>
    private async Task<string> MovementAsync()
    {
        var answer = await _admin.GetAsync($"/products/{await ThingAsync("product")}/stock/movements");
        return $"{(await answer.ShouldBeAsync(HttpStatusCode.OK)).Items()[0].Id()}";
    }

    private async Task<Buyer> RevokedAsync()
    {
        var revoked = await AdminAsync();
        await _admin.RevokeAsync(revoked);
        return revoked;
    }

    /// <summary>Signed in an hour ago, by the shop's clock: only the token has expired.</summary>
    private async Task<Buyer> ExpiredAsync()
    {
        _shop.Clock.Advance(TimeSpan.FromHours(-1));
        var expired = await _shop.SignUpAsync();
        _shop.Clock.Advance(TimeSpan.FromHours(1));
        return expired;
    }

    /// <summary>
    /// A new admin account: the shop's own admin is needed to create resources, whatever a route does to its caller.
    /// </summary>
    private async Task<Buyer> AdminAsync()
    {
        var colleague = await _shop.SignUpAsync();
        await _admin.GrantAsync(colleague);
        return await _shop.SignInAsync(colleague.Username);
    }

    private async Task<string> CartedAsync()
    {
        var product = await ThingAsync("product");
        await _owner.FillCartAsync((long.Parse(product), 1));
        return product;
    }

    private async Task<string> ReferenceAsync(string kind)
    {
        var name = await ThingAsync("new") + kind;
        var made = await (await _admin.PostAsync($"/products/{kind}", new { name }))
            .ShouldBeAsync(HttpStatusCode.Created);
        return $"{made.Id()}";
    }

    private async Task<string> VatNumberAsync()
    {
        const string number = "FR40303265045";
        await (await _owner.PutAsync($"/auth/users/{_owner.UserId}", new { vat_number = number }))
            .ShouldBeAsync(HttpStatusCode.OK);
        return number;
    }

    /// <summary>Of a region of its own: rates of one place must not overlap.</summary>
    private Task<string> TaxRateAsync() => MakeAsync("/sales/tax-rates", new
    {
        country = "CH",
        region = $"{Interlocked.Increment(ref _names) % 1000:D3}",
        tax_class = "standard",
        percent = 8.1m,
        name = "VAT",
        valid_from = "2024-01-01",
    });

    private async Task<string> MethodAsync() => await MakeAsync("/sales/shipping-methods", new
    {
        zone_id = long.Parse(await ThingAsync("zone")),
        code = await ThingAsync("new"),
        name = "Van",
        kind = "delivery",
        basis = "flat",
        steps = new[] { new { from = 0, price = 5 } },
        min_days = 1,
        max_days = 2,
    });

    private async Task<string> MakeAsync(string path, object body) =>
        $"{(await (await _admin.PostAsync(path, body)).ShouldBeAsync(HttpStatusCode.Created)).Id()}";

    private async Task<string> PromotionAsync()
    {
        var made = await _admin.PostAsync("/sales/promotions", new
        {
            name = await ThingAsync("new"),
            discount = new { type = "percentage", percent = 10 },
            code_required = true,
        });
        return $"{(await made.ShouldBeAsync(HttpStatusCode.Created)).Id()}";
    }

    private async Task<string> CodeAsync()
    {
        var code = await ThingAsync("new");
        await (await _admin.PostAsync(
            $"/sales/promotions/{await ThingAsync("promotion")}/codes", new { codes = new[] { code } }))
            .ShouldBeAsync(HttpStatusCode.Created);
        return code;
    }

    [GeneratedRegex(@"(?:\{\**\w+=|<)(\w+)[}>]")]
    private static partial Regex Places();
}
