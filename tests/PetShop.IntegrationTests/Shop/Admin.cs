using System.Text.Json;

namespace PetShop.IntegrationTests.Shop;

/// <summary>A signed-in admin.</summary>
public sealed class Admin(ShopNode node, JsonElement login) : Buyer(node, login)
{
    /// <summary>The first admin's password, created with the database.</summary>
    public const string Name = "admin";
    public const string FirstPassword = "sits behind the counter";

    public static async Task<Admin> SignInAsync(ShopNode node) =>
        new(node, (await SignInAsync(node, Name, FirstPassword)).Login);

    /// <summary>The same admin with the same token, for another node.</summary>
    public new Admin At(ShopNode node) => new(node, Login);

    public async Task GrantAsync(Buyer to, string role = "admin") =>
        await (await PostAsync($"/auth/users/{to.UserId}/roles", new { role })).ShouldBeAsync(HttpStatusCode.OK);

    public async Task RevokeAsync(Buyer from, string role = "admin") =>
        await (await DeleteAsync($"/auth/users/{from.UserId}/roles/{role}")).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>
    /// Changes an order's status step by step, for instance to <c>"confirmed", "processing", "shipped",
    /// "delivered"</c>.
    /// </summary>
    public async Task MoveOrderAsync(long orderId, params string[] steps)
    {
        foreach (var status in steps)
            await (await PatchAsync($"/sales/orders/{orderId}/status", new { status }))
                .ShouldBeAsync(HttpStatusCode.OK);
    }

    /// <summary>Changes a new order's status until it is delivered.</summary>
    public Task DeliverAsync(long orderId) =>
        MoveOrderAsync(orderId, "confirmed", "processing", "shipped", "delivered");

    public async Task PayAsync(long invoiceId) =>
        await (await PatchAsync($"/sales/invoices/{invoiceId}/status", new { status = "paid" }))
            .ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>Changes a return's status step by step, for instance to <c>"approved", "processed"</c>.</summary>
    public async Task MoveReturnAsync(long returnId, params string[] steps)
    {
        foreach (var status in steps)
            await (await PatchAsync($"/sales/returns/{returnId}/status", new { status }))
                .ShouldBeAsync(HttpStatusCode.OK);
    }
}
