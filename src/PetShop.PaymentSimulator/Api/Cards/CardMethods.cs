using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Cards;

/// <summary>Makes payment methods from card numbers, and finds them again.</summary>
internal static class CardMethods
{
    private const int ExpiryYears = 4;

    /// <summary>Whether a request names or describes a payment method.</summary>
    public static bool IsGiven(Parameters parameters) =>
        parameters.Text("payment_method") is not null || parameters.Has("payment_method_data");

    /// <summary>The payment method that a request names or describes; null if it does neither.</summary>
    public static PaymentMethod? Given(Call call)
    {
        if (call.Parameters.Text("payment_method") is { } id)
            return Find(call, id);
        return call.Parameters.Has("payment_method_data") ? Make(call, "payment_method_data") : null;
    }

    public static PaymentMethod Find(Call call, string id) => call.Change.Method(id)
        ?? (TestCards.ByName(id) is { } card
            ? Put(call, card, DateOf(call, 12, ExpiryYears), null, "payment_method_data")
            : throw ApiError.NotFound("PaymentMethod", id, "payment_method"));

    /// <param name="root">The name of the parameter around the card; empty if there is none.</param>
    public static PaymentMethod Make(Call call, string root = "")
    {
        var parameters = call.Parameters;
        if (parameters.Required(Name(root, "type")) is not "card" and var type)
            throw ApiError.Parameter(Name(root, "type"), $"The simulator knows only cards, not {type}.");
        if (parameters.Text(Name(root, "card", "token")) is { } token)
            return Put(call, TestCards.ByName(token) ?? throw ApiError.NotFound("token", token, "token"),
                DateOf(call, 12, ExpiryYears), null, root);
        var number = parameters.Required(Name(root, "card", "number")).Replace(" ", "", StringComparison.Ordinal);
        var month = (int)parameters.RequiredNumber(Name(root, "card", "exp_month"));
        var year = (int)parameters.RequiredNumber(Name(root, "card", "exp_year"));
        var cvc = parameters.Text(Name(root, "card", "cvc"));
        if (!IsNumber(number))
            throw ApiError.Card("incorrect_number", "Your card number is incorrect.", "number");
        if (month is < 1 or > 12)
            throw ApiError.Card("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
        var today = DateTimeOffset.FromUnixTimeSeconds(call.Change.Now);
        if (year < 100)
            year += 2000;
        if ((year * 12) + month < (today.Year * 12) + today.Month || year > today.Year + 50)
            throw ApiError.Card("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
        if (cvc is not null && (cvc.Length is < 3 or > 4 || !cvc.All(char.IsAsciiDigit)))
            throw ApiError.Card("invalid_cvc", "Your card's security code is invalid.", "cvc");
        var card = TestCards.ByNumber(number) ?? throw ApiError.Card("card_declined",
            "Your card was declined: the simulator accepts only published test cards.", null, "test_mode_live_card");
        return Put(call, card, (month, year), cvc, root);
    }

    private static (int Month, int Year) DateOf(Call call, int month, int years) =>
        (month, DateTimeOffset.FromUnixTimeSeconds(call.Change.Now).Year + years);

    private static PaymentMethod Put(
        Call call, TestCard card, (int Month, int Year) expiry, string? cvc, string root) => call.Change.Put(
        new PaymentMethod
        {
            Id = Ids.New("pm_"),
            Created = call.Change.Now,
            Metadata = root.Length == 0 ? call.Parameters.Metadata() : new Dictionary<string, string>(),
            BillingDetails = Billing(call.Parameters, root),
            Card = new Card
            {
                Brand = card.Brand,
                DisplayBrand = DisplayOf(card.Brand),
                Checks = new CardChecks { CvcCheck = cvc is null ? null : "pass" },
                Country = card.Country,
                ExpMonth = expiry.Month,
                ExpYear = expiry.Year,
                Fingerprint = card.Fingerprint,
                Funding = card.Funding,
                Last4 = card.Number[^4..],
                Networks = new CardNetworks { Available = [card.Brand] },
                ThreeDSecureUsage = new ThreeDSecureUsage { Supported = true },
            },
        });

    private static string DisplayOf(string brand) => brand switch
    {
        "amex" => "american_express",
        "diners" => "diners_club",
        "unionpay" => "union_pay",
        _ => brand,
    };

    private static BillingDetails Billing(Parameters parameters, string root) => new()
    {
        Email = parameters.Text(Name(root, "billing_details", "email")),
        Name = parameters.Text(Name(root, "billing_details", "name")),
        Phone = parameters.Text(Name(root, "billing_details", "phone")),
        Address = new BillingAddress
        {
            City = parameters.Text(Name(root, "billing_details", "address", "city")),
            Country = parameters.Text(Name(root, "billing_details", "address", "country")),
            Line1 = parameters.Text(Name(root, "billing_details", "address", "line1")),
            Line2 = parameters.Text(Name(root, "billing_details", "address", "line2")),
            PostalCode = parameters.Text(Name(root, "billing_details", "address", "postal_code")),
            State = parameters.Text(Name(root, "billing_details", "address", "state")),
        },
    };

    private static string Name(string root, string first, params string[] inner) => root.Length == 0
        ? first + string.Concat(inner.Select(name => $"[{name}]"))
        : $"{root}[{first}]" + string.Concat(inner.Select(name => $"[{name}]"));

    /// <summary>Whether the check digit is right.</summary>
    private static bool IsNumber(string number)
    {
        if (number.Length is < 12 or > 19 || !number.All(char.IsAsciiDigit))
            return false;
        var sum = number.Reverse().Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 2))
            .Sum(value => value > 9 ? value - 9 : value);
        return sum % 10 == 0;
    }
}
