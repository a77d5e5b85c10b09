using System.Text.Json;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A signed-in customer.</summary>
public class Buyer : ShopCaller
{
    public const string DefaultPassword = "correct horse battery staple";

    public Buyer(ShopNode node, JsonElement login) : base(node, login.Text("token"))
    {
        Login = login;
        UserId = login.GetProperty("user").Id();
        Username = login.GetProperty("user").Text("username");
        Token = login.Text("token");
        RefreshToken = login.Text("refresh_token");
    }

    /// <summary>The response to the sign-in.</summary>
    public JsonElement Login { get; }

    public long UserId { get; }

    public string Username { get; }

    /// <summary>The access token.</summary>
    public string Token { get; }

    public string RefreshToken { get; }

    public static async Task<Buyer> SignInAsync(ShopNode node, string username, string password)
    {
        var answer = await new ShopCaller(node).PostAsync("/auth/login", new { username, password });
        return new Buyer(node, await answer.ShouldBeAsync(HttpStatusCode.OK));
    }

    /// <summary>The same customer with the same token, for another node.</summary>
    public Buyer At(ShopNode node) => new(node, Login);

    /// <summary>Orders these products, without the cart.</summary>
    public Task<HttpResponseMessage> CheckOutAsync(params (long ProductId, int Quantity)[] lines) =>
        CheckOutAsync(key: null, lines);

    /// <summary>Orders these products under an Idempotency-Key.</summary>
    public Task<HttpResponseMessage> CheckOutAsync(string? key, params (long ProductId, int Quantity)[] lines) =>
        PostAsync("/sales/orders", new { items = Lines(lines), shipping_address = Address }, key);

    /// <summary>Orders the cart.</summary>
    public Task<HttpResponseMessage> CheckOutCartAsync(string? key = null) =>
        PostAsync("/sales/orders", new { shipping_address = Address }, key);

    /// <summary>Orders these products, which must succeed.</summary>
    /// <returns>The order.</returns>
    public async Task<JsonElement> OrderAsync(params (long ProductId, int Quantity)[] lines) =>
        (await (await CheckOutAsync(lines)).ShouldBeAsync(HttpStatusCode.Created)).GetProperty("order");

    /// <summary>Adds an address to the customer's book, which must succeed.</summary>
    /// <param name="address">Null for any.</param>
    /// <returns>The address.</returns>
    public async Task<JsonElement> AddAddressAsync(object? address = null) =>
        await (await PostAsync($"/auth/users/{UserId}/addresses", address ?? Kennel))
            .ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>The customer's own orders, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> OrdersAsync() =>
        (await (await GetAsync("/sales/orders")).ShouldBeAsync(HttpStatusCode.OK)).Items();

    /// <summary>Sets the cart.</summary>
    /// <returns>The cart.</returns>
    public async Task<JsonElement> FillCartAsync(params (long ProductId, int Quantity)[] lines) =>
        await (await PostAsync("/sales/carts", new { items = Lines(lines) })).ShouldBeAsync(HttpStatusCode.OK);

    public async Task<JsonElement> CartAsync() =>
        await (await GetAsync($"/sales/carts/{UserId}")).ShouldBeAsync(HttpStatusCode.OK);

    private const string Address = "1 Kennel Lane, Barkham";

    private static readonly object Kennel = new
    {
        name = "Rex Owner", line1 = "1 Kennel Lane", city = "Barkham", postal_code = "RG41 4TG", country = "GB"
    };

    private static object[] Lines((long ProductId, int Quantity)[] lines) =>
        [.. lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity })];
}
