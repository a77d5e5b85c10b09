namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class PageTests : SimulatorTest
{
    [Fact]
    public async Task The_page_shows_what_happened_and_encodes_it()
    {
        var order = Order();
        order.Metadata["order"] = "<script>alert(1)</script>";
        var intent = await Intents.CreateAsync(order);
        await Intents.CaptureAsync(intent.Id);
        var refund = await Refunds.CreateAsync(new() { PaymentIntent = intent.Id, Amount = 600 });
        await Simulator.OrderAsync(new { kind = "rate_limit", times = 3, operation = "refund" });
        using var response = await Simulator.Http.GetAsync(Simulator.Address);
        var html = await response.Content.ReadAsStringAsync();
        foreach (var shown in new[]
        {
            "<h1>Payment simulator</h1>", intent.Id, refund.Id, "16.00 EUR", "6.00 EUR", "pm_card_visa", "RateLimit",
            "&lt;script&gt;alert(1)&lt;/script&gt;", "width=device-width",
        })
            Assert.Contains(shown, html, StringComparison.Ordinal);
        foreach (var absent in new[] { "<script", "http://", "https://", "src=", intent.ClientSecret })
            Assert.DoesNotContain(absent, html, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
