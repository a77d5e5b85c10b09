using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using PetShop.Clients.Kiota;
using PetShop.Clients.Kiota.Models;

namespace PetShop.Clients;

/// <summary>Buys something and sends it back, with the client that Kiota makes.</summary>
internal static class BuyWithKiota
{
    private const string Password = "correct horse battery staple";
    private const string Address = "12 Harbour Street, 20457 Hamburg, Germany";

    public static async Task RunAsync(Uri shop, (string Name, string Password) adminAccount)
    {
        var name = $"kiota{Guid.NewGuid():n}"[..20];
        var anyone = Client(shop, null);
        var page = await anyone.Products.GetAsync(request => request.QueryParameters.InStock = true);
        var product = page!.Items![0];

        await anyone.Auth.Register.PostAsync(
            new RegisterRequest { Username = name, Email = name + "@example.com", Password = Password });
        var buyer = await SignInAsync(shop, name, Password);
        var placed = await buyer.Sales.Orders.PostAsync(
            new CheckoutRequest
            {
                Items = [new CheckoutItemRequest { ProductId = product.Id, Quantity = 1 }],
                ShippingAddress = Address,
            },
            request => request.Headers.Add("Idempotency-Key", name));

        var admin = await SignInAsync(shop, adminAccount.Name, adminAccount.Password);
        await admin.Sales.Invoices[placed!.Invoice!.Id!.Value].Status.PatchAsync(
            new InvoiceStatusRequest { Status = InvoiceStatus.Paid });
        foreach (var status in new[]
        {
            OrderStatus.Confirmed, OrderStatus.Processing, OrderStatus.Shipped, OrderStatus.Delivered
        })
            await admin.Sales.Orders[placed.Order!.Id!.Value].Status.PatchAsync(
                new OrderStatusRequest { Status = status });

        var sentBack = await buyer.Sales.Returns.PostAsync(new CreateReturnRequest
        {
            OrderId = placed.Order!.Id,
            Items = [new ReturnItemRequest { ProductId = product.Id, Quantity = 1, Reason = "Too small" }],
        });
        if (sentBack!.Status != ReturnStatus.Requested)
            throw new InvalidOperationException("The return is not requested.");
        Console.WriteLine($"Kiota bought {placed.Order.Number} and asked for return {sentBack.Id}");
    }

    private static async Task<ShopClient> SignInAsync(Uri shop, string name, string password)
    {
        var signedIn = await Client(shop, null).Auth.Login
            .PostAsync(new LoginRequest { Username = name, Password = password });
        return Client(shop, signedIn!.Token);
    }

    private static ShopClient Client(Uri shop, string? token)
    {
        IAuthenticationProvider signIn = token is null
            ? new AnonymousAuthenticationProvider()
            : new BaseBearerTokenAuthenticationProvider(new Token(token));
        return new ShopClient(new HttpClientRequestAdapter(signIn) { BaseUrl = shop.ToString().TrimEnd('/') });
    }

    private sealed class Token(string token) : IAccessTokenProvider
    {
        public AllowedHostsValidator AllowedHostsValidator { get; } = new();

        public Task<string> GetAuthorizationTokenAsync(
            Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null,
            CancellationToken cancellationToken = default) => Task.FromResult(token);
    }
}
