using PetShop.Clients;

var shop = new Uri(Environment.GetEnvironmentVariable("SHOP") ?? "http://localhost:8080");
var admin = (Name: Environment.GetEnvironmentVariable("ADMIN_NAME") ?? "admin",
    Password: Environment.GetEnvironmentVariable("ADMIN_PASSWORD") ?? "");
switch (args)
{
    case ["nswag"]:
        await BuyWithNSwag.RunAsync(shop, admin);
        return 0;
    case ["kiota"]:
        await BuyWithKiota.RunAsync(shop, admin);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Clients nswag|kiota");
        return 2;
}
