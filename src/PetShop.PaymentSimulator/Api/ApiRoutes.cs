using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.Faults;

namespace PetShop.PaymentSimulator.Api;

/// <summary>
/// The provider's routes that the simulator knows, with their parameters: another one is refused, as at the provider.
/// </summary>
internal static class ApiRoutes
{
    private static readonly string[] Page = ["limit", "starting_after", "ending_before", "created"];
    private static readonly string[] Card = ["payment_method", "payment_method_data"];
    private static readonly string[] OfConfirmation = ["return_url", "error_on_requires_action"];

    public static void MapApi(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<Pipeline>();
        Get("payment_intents", Intents.List, [.. Page, "customer"]);
        Get("payment_intents/{id}", Intents.Get);
        Post("payment_intents", Operation.Create, Intents.Create, [.. Card, .. OfConfirmation, "amount", "currency",
            "allowed_payment_method_types", "payment_method_types", "automatic_payment_methods", "capture_method",
            "confirm", "description", "metadata", "receipt_email"]);
        Post("payment_intents/{id}", Operation.Update, Intents.Update,
            [.. Card, "amount", "description", "metadata"]);
        Post("payment_intents/{id}/confirm", Operation.Confirm, Intents.Confirm, [.. Card, .. OfConfirmation]);
        Post("payment_intents/{id}/capture", Operation.Capture, Settling.Capture,
            ["amount_to_capture", "final_capture", "metadata"]);
        Post("payment_intents/{id}/cancel", Operation.Cancel, Settling.Cancel, ["cancellation_reason"]);
        Post("refunds", Operation.Refund, Refunding.Create,
            ["payment_intent", "charge", "amount", "reason", "metadata"]);
        Get("refunds", Objects.ListRefunds, [.. Page, "payment_intent", "charge"]);
        Get("refunds/{id}", Objects.GetRefund);
        Post("payment_methods", Operation.Method, Objects.CreateMethod,
            ["type", "card", "billing_details", "metadata"]);
        Get("payment_methods/{id}", Objects.GetMethod);
        Get("charges/{id}", Objects.GetCharge);
        Get("disputes", Objects.ListDisputes, [.. Page, "payment_intent", "charge"]);
        Get("disputes/{id}", Objects.GetDispute);
        Get("events", Objects.ListEvents, [.. Page, "type", "types", "delivery_success"]);
        Get("events/{id}", Objects.GetEvent);
        app.Map("/v1/{**rest}", http => pipeline.HandleAsync(http, Operation.Read,
            _ => throw ApiError.UnknownRoute(http.Request.Method, http.Request.Path)));

        void Get(string path, Handler handler, params string[] known) => app.MapGet(
            "/v1/" + path, http => pipeline.HandleAsync(http, Operation.Read, Checked(handler, known)));

        void Post(string path, string operation, Handler handler, string[] known) =>
            app.MapPost("/v1/" + path, http => pipeline.HandleAsync(http, operation, Checked(handler, known)));
    }

    private static Handler Checked(Handler handler, string[] known) => call =>
    {
        call.Parameters.RequireOnly([.. known, "expand"]);
        return handler(call);
    };
}
