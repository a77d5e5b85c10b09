using Stripe;

namespace PetShop.IntegrationTests.Payments.Simulator;

public sealed class CardTests : SimulatorTest
{
    [Theory]
    [InlineData("4000000000000002", "pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined",
        "insufficient_funds")]
    [InlineData("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [InlineData("4000000000000341", "pm_card_chargeCustomerFail", "card_declined", "generic_decline")]
    [InlineData("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    [InlineData("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error", null)]
    public async Task A_card_is_declined_and_another_one_pays(
        string number, string method, string code, string? declineCode)
    {
        var made = await Simulator.Client.V1.PaymentMethods.CreateAsync(CardOf(number));
        foreach (var id in new[] { made.Id, method })
        {
            var error = await RefusedAsync(
                HttpStatusCode.PaymentRequired, code, () => Intents.CreateAsync(Order(id)));
            Assert.Equal(("card_error", declineCode), (error.Type, error.DeclineCode));
            var intent = await Intents.GetAsync(error.PaymentIntent.Id, new() { Expand = ["latest_charge"] });
            Assert.Equal("requires_payment_method", intent.Status);
            Assert.Equal((code, declineCode), (intent.LastPaymentError.Code, intent.LastPaymentError.DeclineCode));
            Assert.Equal(("failed", error.Charge), (intent.LatestCharge.Status, intent.LatestCharge.Id));
            Assert.Null(intent.PaymentMethodId);
            var paid = await Intents.ConfirmAsync(intent.Id, new() { PaymentMethod = "pm_card_mastercard" });
            Assert.Equal("requires_capture", paid.Status);
            Assert.Null(paid.LastPaymentError);
        }
    }

    [Theory]
    [InlineData("4242424242424242", "visa")]
    [InlineData("5555555555554444", "mastercard")]
    [InlineData("378282246310005", "amex")]
    public async Task A_card_number_pays(string number, string brand)
    {
        var intent = await Intents.CreateAsync(new()
        {
            Amount = 1600,
            Currency = "eur",
            Confirm = true,
            PaymentMethodData = new() { Type = "card" },
            Expand = ["payment_method"],
            ExtraParams = new Dictionary<string, object>
            {
                ["payment_method_data[card][number]"] = number,
                ["payment_method_data[card][exp_month]"] = 12,
                ["payment_method_data[card][exp_year]"] = 2045,
                ["payment_method_data[card][cvc]"] = "123",
            },
        });
        Assert.Equal(("succeeded", brand, number[^4..]),
            (intent.Status, intent.PaymentMethod.Card.Brand, intent.PaymentMethod.Card.Last4));
    }

    [Fact]
    public async Task Wrong_and_real_card_numbers_are_refused_and_not_kept()
    {
        var methods = Simulator.Client.V1.PaymentMethods;
        await RefusedAsync(HttpStatusCode.PaymentRequired, "incorrect_number",
            () => methods.CreateAsync(CardOf("4242424242424241")));
        await RefusedAsync(HttpStatusCode.PaymentRequired, "invalid_expiry_month",
            () => methods.CreateAsync(CardOf("4242424242424242", month: 13)));
        await RefusedAsync(HttpStatusCode.PaymentRequired, "invalid_expiry_year",
            () => methods.CreateAsync(CardOf("4242424242424242", year: 2020)));
        var error = await RefusedAsync(HttpStatusCode.PaymentRequired, "card_declined",
            () => methods.CreateAsync(CardOf("4111111111111111")));
        Assert.Equal("test_mode_live_card", error.DeclineCode);
        await Simulator.StopAsync();
        var journal = await System.IO.File.ReadAllTextAsync(Path.Combine(Simulator.Folder, "journal.jsonl"));
        Assert.Contains("test_mode_live_card", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("4111111111111111", journal, StringComparison.Ordinal);
    }

    private static PaymentMethodCreateOptions CardOf(string number, long month = 12, long year = 2045) => new()
    {
        Type = "card",
        Card = new() { Number = number, ExpMonth = month, ExpYear = year, Cvc = "123" },
    };
}
