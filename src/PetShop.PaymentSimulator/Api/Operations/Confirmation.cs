using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Confirms payments, and finishes those that the customer had to authorise.</summary>
internal static class Confirmation
{
    /// <summary>Charges the card, or asks its holder to authorise the payment.</summary>
    public static Answer Confirm(Call call, PaymentIntent intent, PaymentMethod method)
    {
        if (!TestCards.ByFingerprint(method.Card.Fingerprint).NeedsAuthentication)
            return Shown(call, Charging.Charge(call.Change, call.Origin, intent, method, authenticated: false));
        if (call.Parameters.Flag("error_on_requires_action"))
            return Shown(call, Charging.Fail(call.Change, call.Origin, intent, method, new Decline(
                "authentication_required", "authentication_required", "Your card requires authentication.")));
        var waiting = call.Change.Put(intent with
        {
            Status = IntentStatus.RequiresAction,
            PaymentMethod = method.Id,
            LastPaymentError = null,
            NextAction = Action(call, intent),
        });
        call.Change.Raise("payment_intent.requires_action", waiting, call.Origin);
        return call.Show(waiting);
    }

    /// <summary>The customer authorised the payment, or failed to.</summary>
    /// <returns>The finished payment, or null if it does not wait for the customer.</returns>
    public static PaymentIntent? Authenticate(Change change, Origin origin, string id, bool isAuthorised)
    {
        if (change.Intent(id) is not { Status: IntentStatus.RequiresAction } intent)
            return null;
        var method = change.Method(intent.PaymentMethod!)!;
        return isAuthorised
            ? Charging.Charge(change, origin, intent, method, authenticated: true)
            : Charging.Fail(change, origin, intent, method, new Decline("payment_intent_authentication_failure", null,
                "The cardholder did not authorise the payment. Try another payment method."));
    }

    private static NextAction Action(Call call, PaymentIntent intent)
    {
        var page = $"{call.Site}/authenticate/{intent.Id}?client_secret={intent.ClientSecret}";
        return call.Parameters.Text("return_url") is { } returnUrl
            ? new NextAction
            {
                Type = "redirect_to_url",
                RedirectToUrl = new RedirectToUrl { Url = page, ReturnUrl = Checked(returnUrl) },
            }
            : new NextAction
            {
                Type = "use_stripe_sdk",
                UseStripeSdk = new UseStripeSdk { Type = "three_d_secure_redirect", StripeJs = page },
            };
    }

    private static string Checked(string returnUrl) =>
        Uri.TryCreate(returnUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? returnUrl
            : throw ApiError.Parameter("return_url", "The return_url must be an absolute http or https address.",
                "url_invalid");

    private static Answer Shown(Call call, PaymentIntent intent) => intent.LastPaymentError is not { } error
        ? call.Show(intent)
        : new Answer(StatusCodes.Status402PaymentRequired, ErrorJson.Of(new ErrorDetails
        {
            Type = error.Type,
            Charge = error.Charge,
            Code = error.Code,
            DeclineCode = error.DeclineCode,
            DocUrl = error.DocUrl,
            Message = error.Message,
            PaymentIntent = ObjectsJson.Of(intent),
            PaymentMethod = error.PaymentMethod is null ? null : ObjectsJson.Of(error.PaymentMethod),
        }));
}
