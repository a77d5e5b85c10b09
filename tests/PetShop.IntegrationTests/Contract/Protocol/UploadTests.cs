using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PetShop.IntegrationTests.Contract.Protocol;

/// <summary>Request bodies.</summary>
public sealed class UploadTests : ShopTest
{
    /// <summary>No test has a folder for temporary files: see <see cref="NoTemporaryFolder"/>.</summary>
    [Fact]
    public async Task A_large_body_with_an_idempotency_key_needs_no_temporary_file()
    {
        var product = await Shop.Catalogue.AddProductAsync();
        var buyer = await Shop.SignUpAsync();
        var blanks = new string(' ', 900_000);
        var items = $$"""[{"product_id":{{product}},"quantity":1}]""";
        var order = $$"""{"items":{{items}},{{blanks}}"shipping_address":"1 Kennel Lane"}""";
        var first = await (await SendAsync(buyer, order)).ShouldBeAsync(HttpStatusCode.Created);
        var again = await SendAsync(buyer, order);
        Assert.Equal(first.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.Created)).GetRawText());
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        var other = await SendAsync(buyer, order.Replace("  ", " ", StringComparison.Ordinal));
        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_answered_413_with_an_idempotency_key_too()
    {
        var buyer = await Shop.SignUpAsync();
        var body = new StringContent(new string(' ', 2 * 1024 * 1024), Encoding.UTF8, "application/json");
        var answer = await buyer.SendAsync(
            HttpMethod.Post, "/sales/orders", body, ("Idempotency-Key", "large"), ("Expect", "100-continue"));
        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("/auth/login", "application/json", "")]
    [InlineData("/auth/token", "application/x-www-form-urlencoded", "")]
    [InlineData("/sales/orders", "application/json", "Idempotency-Key: reset\r\n")]
    public async Task A_client_reset_during_an_upload_is_not_an_error(
        string path, string mediaType, string header)
    {
        var buyer = await Shop.SignUpAsync();
        var trace = ActivityTraceId.CreateRandom();
        var ended = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                    ended.TrySetResult(activity.Status.ToString());
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var client = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) };
        await client.ConnectAsync(Shop.Node.Address.Host, Shop.Node.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {buyer.Token}\r\n"
            + $"traceparent: 00-{trace}-{ActivitySpanId.CreateRandom()}-01\r\n"
            + $"{header}Content-Type: {mediaType}\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n"));
        // The server requests the body when the action begins to read it.
        Assert.True(await client.GetStream().ReadAsync(new byte[100]) > 0);
        await client.GetStream().WriteAsync("{"u8.ToArray());
        client.Close();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(Shop.Node.Log.Failures);
    }

    private static Task<HttpResponseMessage> SendAsync(Buyer buyer, string order)
    {
        var body = new StringContent(order, Encoding.UTF8, "application/json");
        return buyer.SendAsync(HttpMethod.Post, "/sales/orders", body, ("Idempotency-Key", "order"));
    }
}
