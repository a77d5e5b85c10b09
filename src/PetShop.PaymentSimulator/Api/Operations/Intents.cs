using PetShop.PaymentSimulator.Api.Cards;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.State.Objects;

namespace PetShop.PaymentSimulator.Api.Operations;

/// <summary>Creates, changes, confirms and lists payments.</summary>
internal static class Intents
{
    /// <summary>Creates a payment, and confirms it if the request says so.</summary>
    public static Answer Create(Call call)
    {
        var (parameters, change) = (call.Parameters, call.Change);
        foreach (var name in new[] { "return_url", "error_on_requires_action" })
        {
            if (parameters.Text(name) is not null && !parameters.Flag("confirm"))
                throw ApiError.Parameter(name, $"{name} can only be used with confirm=true.");
        }
        var currency = Amounts.Currency(parameters.Required("currency"));
        var id = Ids.New("pi_");
        var intent = change.Put(new PaymentIntent
        {
            Id = id,
            AllowedPaymentMethodTypes = Types(parameters),
            Amount = Amounts.Checked(parameters.RequiredNumber("amount"), currency),
            AutomaticPaymentMethods = parameters.Flag("automatic_payment_methods[enabled]")
                ? new AutomaticPaymentMethods
                {
                    Enabled = true,
                    AllowRedirects = parameters.OneOf(
                        "automatic_payment_methods[allow_redirects]", "always", "never") ?? "always",
                }
                : null,
            CaptureMethod = parameters.OneOf("capture_method", "automatic", "automatic_async", "manual")
                ?? "automatic_async",
            ClientSecret = Ids.New(id + "_secret_"),
            Created = change.Now,
            Currency = currency,
            Description = parameters.Text("description"),
            Metadata = parameters.Metadata(),
            ReceiptEmail = parameters.Text("receipt_email"),
            Status = IntentStatus.RequiresPaymentMethod,
        });
        change.Raise("payment_intent.created", intent, call.Origin);
        return WithMethod(call, intent, isConfirmed: parameters.Flag("confirm"));
    }

    public static Answer Confirm(Call call)
    {
        var intent = call.Intent();
        if (intent.Status is not (IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresConfirmation
            or IntentStatus.RequiresAction))
            throw ApiError.UnexpectedState(intent, "confirmed");
        return WithMethod(call, intent, isConfirmed: true);
    }

    /// <summary>Changes a payment that is not confirmed yet; description and metadata also later.</summary>
    public static Answer Update(Call call)
    {
        var (parameters, intent) = (call.Parameters, call.Intent());
        var amount = parameters.Number("amount");
        if ((amount is not null || CardMethods.IsGiven(parameters)) && intent.Status is not (
            IntentStatus.RequiresPaymentMethod or IntentStatus.RequiresConfirmation or IntentStatus.RequiresAction))
            throw ApiError.UnexpectedState(intent, "updated");
        return WithMethod(call, call.Change.Put(intent with
        {
            Amount = amount is null ? intent.Amount : Amounts.Checked(amount.Value, intent.Currency),
            Description = parameters.Text("description") ?? intent.Description,
            LastPaymentError = null,
            Metadata = parameters.Metadata(intent.Metadata),
        }), isConfirmed: false);
    }

    public static Answer Get(Call call) => call.Show(call.Intent());

    public static Answer List(Call call)
    {
        var customer = call.Parameters.Text("customer");
        return call.ShowPage(call.Change.Tables.Intents, "/v1/payment_intents",
            intent => customer is null || intent.Customer == customer);
    }

    /// <summary>The ways to pay that the shop allows; older versions of the API have another name for them.</summary>
    private static IReadOnlyList<string>? Types(Parameters parameters)
    {
        const string Name = "allowed_payment_method_types";
        IReadOnlyList<string> types = [.. parameters.List(Name), .. parameters.List("payment_method_types")];
        return types.Count == 0 ? null : types.Contains("card") ? types
            : throw ApiError.Parameter(Name, "The simulator knows only cards.");
    }

    private static Answer WithMethod(Call call, PaymentIntent intent, bool isConfirmed)
    {
        var method = CardMethods.Given(call);
        if (isConfirmed)
            return Confirmation.Confirm(call, intent, method
                ?? (intent.PaymentMethod is { } chosen ? call.Change.Method(chosen) : null)
                ?? throw ApiError.Missing("payment_method"));
        return call.Show(method is null ? intent : call.Change.Put(intent with
        {
            NextAction = null,
            PaymentMethod = method.Id,
            Status = IntentStatus.RequiresConfirmation,
        }));
    }
}
