using System.Text.Json;
using PetShop.IntegrationTests.Sales.Pricing;

namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>A customer without an account, with the token of a cart.</summary>
internal sealed class Guest(ShopNode node, string token)
{
    public const string Email = "robin.barker@example.com";
    public const string Cart = "/sales/carts/guest";
    public const string Orders = "/sales/orders/guest";
    public const string Header = "Cart-Token";

    public string Token => token;

    public ShopCaller Caller { get; } = new(node);

    /// <summary>Begins a cart.</summary>
    /// <param name="address">The address to come from, behind a known proxy.</param>
    public static async Task<Guest> BeginAsync(ShopNode node, string? address = null)
    {
        var begun = await new ShopCaller(node).SendAsync(
            HttpMethod.Post, Cart, null, address is null ? [] : [("X-Forwarded-For", address)]);
        return new(node, (await begun.ShouldBeAsync(HttpStatusCode.Created)).Text("token")) { Address = address };
    }

    /// <summary>The address that it comes from, behind a known proxy; null for the test's own.</summary>
    public string? Address { get; init; }

    /// <summary>The same guest at another node.</summary>
    public Guest At(ShopNode other) => new(other, token) { Address = Address };

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        Caller.SendAsync(method, path, body,
            [(Header, token), .. headers, .. Address is null ? [] : new[] { ("X-Forwarded-For", Address) }]);

    public Task<HttpResponseMessage> AddAsync(long product, int quantity = 1) =>
        SendAsync(HttpMethod.Post, $"{Cart}/items/{product}", new { quantity });

    /// <summary>Adds products, which must succeed.</summary>
    public async Task<JsonElement> FillAsync(params (long ProductId, int Quantity)[] lines)
    {
        var items = lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }).ToArray();
        return await (await SendAsync(HttpMethod.Put, Cart, new { items })).ShouldBeAsync(HttpStatusCode.OK);
    }

    public async Task<JsonElement> CartAsync() =>
        await (await SendAsync(HttpMethod.Get, Cart)).ShouldBeAsync(HttpStatusCode.OK);

    public Task<HttpResponseMessage> CheckOutAsync(
        string? email = null, string? key = null, (long ProductId, int Quantity)[]? lines = null,
        string[]? codes = null) =>
        SendAsync(HttpMethod.Post, Orders, new
        {
            email = email ?? Email,
            ship_to = PricingSteps.Hamburg,
            items = lines?.Select(line => new { product_id = line.ProductId, quantity = line.Quantity }).ToArray(),
            promotion_codes = codes,
        }, key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Orders these products, which must succeed.</summary>
    public async Task<JsonElement> OrderAsync(params (long ProductId, int Quantity)[] lines) =>
        await (await CheckOutAsync(lines: lines)).ShouldBeAsync(HttpStatusCode.Created);
}
