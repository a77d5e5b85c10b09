using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Jobs;

namespace PetShop.IntegrationTests.Sales;

/// <summary>Helpers for sales.</summary>
internal static class SalesSteps
{
    public const string Address = "1 Kennel Lane, Barkham";

    /// <summary>Places an order and returns it with its invoice.</summary>
    public static async Task<(JsonElement Order, JsonElement Invoice)> BuyAsync(
        this Buyer buyer, params (long ProductId, int Quantity)[] lines)
    {
        var placed = await (await buyer.CheckOutAsync(lines)).ShouldBeAsync(HttpStatusCode.Created);
        return (placed.GetProperty("order"), placed.GetProperty("invoice"));
    }

    /// <summary>Places an order that is paid and delivered.</summary>
    public static async Task<long> BuyDeliveredAsync(
        this Buyer buyer, Admin admin, params (long ProductId, int Quantity)[] lines)
    {
        var order = await buyer.OrderAsync(lines);
        await admin.PayAsync(order.Id("invoice_id"));
        await admin.DeliverAsync(order.Id());
        return order.Id();
    }

    /// <summary>Requests a return of these goods of a paid and delivered order.</summary>
    /// <returns>The return's id.</returns>
    public static async Task<long> AskReturnAsync(
        this Buyer buyer, long orderId, params (long ProductId, int Quantity)[] lines) =>
        (await (await buyer.PostAsync("/sales/returns", Return(orderId, lines))).ShouldBeAsync(HttpStatusCode.Created))
            .Id();

    public static async Task<JsonElement> ReadAsync(this ShopCaller caller, string path) =>
        await (await caller.GetAsync(path)).ShouldBeAsync(HttpStatusCode.OK);

    public static async Task<string> StatusAsync(this ShopCaller caller, string path) =>
        (await caller.ReadAsync(path)).Text("status");

    /// <summary>Sends the same request many times concurrently.</summary>
    public static Task<HttpResponseMessage[]> AtOnceAsync(int times, Func<int, Task<HttpResponseMessage>> send) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => send(i))));

    /// <summary>Sends requests, up to 64 of them at the same time.</summary>
    /// <returns>The responses in the order of the requests.</returns>
    public static async Task<HttpResponseMessage[]> SixtyFourAtOnceAsync(
        int count, Func<int, Task<HttpResponseMessage>> send)
    {
        var answers = new HttpResponseMessage[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (i, _) => answers[i] = await send(i));
        return answers;
    }

    public static int CountOf(this IEnumerable<HttpResponseMessage> answers, HttpStatusCode status) =>
        answers.Count(answer => answer.StatusCode == status);

    /// <summary>Runs a job once in its own scope, as the runner does.</summary>
    public static async Task RunJobAsync<T>(this ShopFixture shop) where T : class, IJob
    {
        await using var scope = shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<T>().RunAsync(CancellationToken.None);
    }

    public static object Return(long orderId, params (long ProductId, int Quantity)[] lines) => new
    {
        order_id = orderId,
        items = lines.Select(
            line => new { product_id = line.ProductId, quantity = line.Quantity, reason = "Too small." }).ToArray(),
    };
}
