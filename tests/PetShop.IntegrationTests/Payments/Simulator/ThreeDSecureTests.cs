using System.Text.RegularExpressions;
using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed partial class ThreeDSecureTests : SimulatorTest
{
    [Theory]
    [InlineData("pm_card_threeDSecure2Required")]
    [InlineData("pm_card_authenticationRequiredOnSetup")]
    public async Task The_customer_authorises_on_the_page_and_comes_back(string method)
    {
        var intent = await AuthoriseAsync(method: method);
        Assert.Equal(("requires_action", "redirect_to_url"), (intent.Status, intent.NextAction.Type));
        Assert.Null(intent.LatestChargeId);
        var back = await ChooseAsync(intent, "authorise");
        Assert.Equal($"https://shop.example/orders/1?payment_intent={intent.Id}"
            + $"&payment_intent_client_secret={intent.ClientSecret}&redirect_status=succeeded", back.ToString());
        var authorised = await Intents.GetAsync(intent.Id, new() { Expand = ["latest_charge"] });
        Assert.Equal(("requires_capture", 1600L), (authorised.Status, authorised.AmountCapturable));
        Assert.Null(authorised.NextAction);
        Assert.Equal("authenticated",
            authorised.LatestCharge.PaymentMethodDetails.Card.ThreeDSecure.Result);
    }

    [Fact]
    public async Task The_customer_fails_and_pays_with_another_card()
    {
        var intent = await AuthoriseAsync(method: "pm_card_threeDSecure2Required");
        var back = await ChooseAsync(intent, "fail");
        Assert.EndsWith("&redirect_status=failed", back.Query, StringComparison.Ordinal);
        var failed = await Intents.GetAsync(intent.Id);
        Assert.Equal(("requires_payment_method", "payment_intent_authentication_failure"),
            (failed.Status, failed.LastPaymentError.Code));
        var paid = await Intents.ConfirmAsync(intent.Id, new() { PaymentMethod = "pm_card_visa" });
        Assert.Equal("requires_capture", paid.Status);
    }

    [Fact]
    public async Task A_card_can_be_declined_after_the_authentication()
    {
        var intent = await AuthoriseAsync(method: "pm_card_threeDSecureRequiredChargeDeclined");
        await ChooseAsync(intent, "authorise");
        var failed = await Intents.GetAsync(intent.Id);
        Assert.Equal(("requires_payment_method", "card_declined"), (failed.Status, failed.LastPaymentError.Code));
    }

    [Fact]
    public async Task A_shop_that_cannot_send_the_customer_to_the_page_is_refused()
    {
        var order = Order("pm_card_threeDSecure2Required");
        order.ErrorOnRequiresAction = true;
        await RefusedAsync(HttpStatusCode.PaymentRequired, "authentication_required",
            () => Intents.CreateAsync(order));
    }

    [Fact]
    public async Task The_page_opens_only_with_the_secret_and_finishes_once()
    {
        var intent = await AuthoriseAsync(method: "pm_card_threeDSecure2Required");
        using var stranger = await Simulator.Http.GetAsync(
            new Uri(Simulator.Address, $"authenticate/{intent.Id}?client_secret=guessed"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        await ChooseAsync(intent, "authorise");
        var again = await Simulator.Http.GetStringAsync(new Uri(intent.NextAction.RedirectToUrl.Url));
        Assert.DoesNotContain("<form", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_plays_the_customer_without_the_page()
    {
        var intent = await AuthoriseAsync(method: "pm_card_threeDSecure2Required");
        await Simulator.ControlAsync(
            HttpMethod.Post, $"payment_intents/{intent.Id}/authenticate", new { authorised = true });
        Assert.Equal("requires_capture", (await Intents.GetAsync(intent.Id)).Status);
    }

    /// <summary>Opens the page as a browser does and uses one of its buttons.</summary>
    /// <returns>Where the browser is sent.</returns>
    private async Task<Uri> ChooseAsync(PaymentIntent intent, string outcome)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var page = new Uri(intent.NextAction.RedirectToUrl.Url);
        var html = await browser.GetStringAsync(page);
        Assert.Contains("16.00 EUR", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{outcome}\"", html, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_secret"] = Secret().Match(html).Groups[1].Value,
            ["outcome"] = outcome,
        });
        using var response = await browser.PostAsync(page, form);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!;
    }

    [GeneratedRegex("name=\"client_secret\" value=\"([^\"]+)\"")]
    private static partial Regex Secret();
}
