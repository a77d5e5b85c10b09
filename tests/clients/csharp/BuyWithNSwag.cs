using System.Net.Http.Headers;
using PetShop.Clients.NSwag;

namespace PetShop.Clients;

/// <summary>Buys something and sends it back, with the client that NSwag makes.</summary>
internal static class BuyWithNSwag
{
    private const string Password = "correct horse battery staple";
    private const string Address = "12 Harbour Street, 20457 Hamburg, Germany";

    public static async Task RunAsync(Uri shop, (string Name, string Password) adminAccount)
    {
        var name = $"nswag{Guid.NewGuid():n}"[..20];
        var anyone = Client(shop);
        var product =
            (await anyone.Products_listAsync(in_stock: true, sort: ProductSort.Newest, limit: 5)).Items.First();

        await anyone.Auth_registerAsync(
            new RegisterRequest { Username = name, Email = name + "@example.com", Password = Password });
        var buyer = await SignInAsync(shop, name, Password);
        var cart = await buyer.Carts_setAsync(
            new SetCartRequest { Items = [new CartItemRequest { Product_id = product.Id, Quantity = 2 }] });
        Require(cart.Item_count == 2, "The cart does not have two units.");

        var placed = await buyer.Orders_placeAsync(new CheckoutRequest { Shipping_address = Address },
            idempotency_Key: name);
        Require(placed.Order.Status == OrderStatus.Pending && placed.Order.Total_amount >= 2 * product.Price,
            "The order is not as the cart was.");

        var admin = await SignInAsync(shop, adminAccount.Name, adminAccount.Password);
        await admin.Invoices_moveAsync(placed.Invoice.Id, new InvoiceStatusRequest { Status = InvoiceStatus.Paid });
        await RequireProblemAsync(admin, placed.Order.Id);
        foreach (var status in new[]
        {
            OrderStatus.Confirmed, OrderStatus.Processing, OrderStatus.Shipped, OrderStatus.Delivered
        })
            await admin.Orders_moveAsync(placed.Order.Id, new OrderStatusRequest { Status = status });

        var sentBack = await buyer.Returns_createAsync(new CreateReturnRequest
        {
            Order_id = placed.Order.Id,
            Items = [new ReturnItemRequest { Product_id = product.Id, Quantity = 1, Reason = "Too small" }],
        });
        Require(sentBack.Status == ReturnStatus.Requested, "The return is not requested.");
        Console.WriteLine($"NSwag bought {placed.Order.Number} and asked for return {sentBack.Id}");
    }

    /// <summary>A problem comes with its own members, typed.</summary>
    private static async Task RequireProblemAsync(ShopClient admin, long order)
    {
        try
        {
            await admin.Orders_moveAsync(order, new OrderStatusRequest { Status = OrderStatus.Delivered });
        }
        catch (ApiException<StatusNotAllowedProblem> e)
        {
            Require(e.Result.Type == "/problems/status-not-allowed" && e.Result.Allowed!.Contains("confirmed"),
                "The problem does not say what may follow.");
            return;
        }
        throw new InvalidOperationException("A pending order was delivered.");
    }

    private static async Task<ShopClient> SignInAsync(Uri shop, string name, string password)
    {
        var signedIn = await Client(shop).Auth_loginAsync(new LoginRequest { Username = name, Password = password });
        return Client(shop, signedIn.Token);
    }

    private static ShopClient Client(Uri shop, string? token = null)
    {
        var http = new HttpClient { BaseAddress = shop };
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ShopClient(http);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
