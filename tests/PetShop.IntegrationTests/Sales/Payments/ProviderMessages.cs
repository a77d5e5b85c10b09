using System.Text;
using PetShop.IntegrationTests.Payments.Simulator;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.IntegrationTests.Sales.Payments;

/// <summary>Messages that a test writes as the provider would.</summary>
internal static class ProviderMessages
{
    public static string Event(string id, string type, string subject) => $$"""
        {"id":"{{id}}","object":"event","type":"{{type}}","created":1,"data":{"object":{{subject}}},"livemode":false,
        "pending_webhooks":0,"request":null,"api_version":"2026-01-01"}
        """;

    public static string Sign(
        this ShopClock clock, string body, string secret = SimulatorHost.WebhookSecret, int minutesAgo = 0) =>
        WebhookSignature.Of(
            Encoding.UTF8.GetBytes(body), secret, clock.GetUtcNow().AddMinutes(-minutesAgo).ToUnixTimeSeconds());

    public static Task<HttpResponseMessage> SendMessageAsync(
        this ShopNode node, string body, string? signature, string provider = "stripe") =>
        new ShopCaller(node).SendAsync(HttpMethod.Post, "/sales/payments/webhooks/" + provider,
            new StringContent(body, Encoding.UTF8, "application/json"),
            signature is null ? [] : [("Stripe-Signature", signature)]);
}
