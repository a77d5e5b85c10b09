using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PetShop.PaymentSimulator.Api;
using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;
using PetShop.PaymentSimulator.Webhooks;

namespace PetShop.PaymentSimulator.Control;

/// <summary>
/// Routes by which tests and developers order faults, play the customer and the bank, and compare the books. Only this
/// machine may call them, and only with JSON: a page of another site in a browser cannot.
/// </summary>
internal static class ControlRoutes
{
    public static void MapControl(this WebApplication app)
    {
        var services = app.Services;
        var faults = services.GetRequiredService<FaultBox>();
        var commands = services.GetRequiredService<Commands>();
        var ledger = services.GetRequiredService<Ledger>();
        var endpoint = services.GetRequiredService<WebhookEndpoint>();
        var reconciler = services.GetRequiredService<Reconciler>();
        var control = app.MapGroup("/_control").AddEndpointFilter(OnlyThisMachineAsync);

        control.MapGet("faults", () => Json(faults.List(), ControlJson.Default.IReadOnlyListFaultState));
        control.MapDelete("faults", () =>
        {
            faults.Reset();
            return Results.NoContent();
        });
        control.MapPost("faults", (HttpRequest request) => ReadAsync(request, ControlJson.Default.Fault, fault =>
            Task.FromResult(Flaw(fault) is { } flaw
                ? Refuse(flaw) : Json(faults.Add(fault), ControlJson.Default.FaultState))));
        control.MapGet("reconciliation", () => Json(reconciler.Run(), ControlJson.Default.Reconciliation));
        control.MapGet("deliveries", () => Json(ledger.Read(tables => tables.Deliveries.Newest().Reverse().ToArray()),
            ControlJson.Default.IReadOnlyListDelivery));
        control.MapPut("webhook", (HttpRequest request) => ReadAsync(request, ControlJson.Default.WebhookTarget,
            target =>
            {
                endpoint.Url = target.Url;
                return Task.FromResult(Done("webhook"));
            }));
        control.MapPost("events/{id}/resend", async (string id) => await commands.RunAsync(Operation.Bank,
            change => DeliveryPlanner.Again(change, id)) ? Done(id) : Refuse("There is no such event."));
        control.MapPost("payment_intents/{id}/authenticate", (string id, HttpRequest request) => ReadAsync(request,
            ControlJson.Default.Authentication, body => commands.RunAsync(Operation.Authenticate, change =>
                Confirmation.Authenticate(change, Bank, id, body.Authorised) is null
                    ? Refuse("The payment does not wait for the customer.") : Done(id))));
        control.MapPost("disputes", (HttpRequest request) => ReadAsync(request, ControlJson.Default.DisputeOrder,
            order => commands.RunAsync(Operation.Bank, change =>
                Done(Disputing.Start(change, Bank, order.PaymentIntent, order.Amount, order.Reason).Id))));
        control.MapPost("disputes/{id}/close", (string id, HttpRequest request) => ReadAsync(request,
            ControlJson.Default.DisputeDecision, decision => commands.RunAsync(Operation.Bank,
                change => Done(Disputing.Close(change, Bank, id, decision.Won).Id))));
        control.MapPost("refunds/{id}/finish", (string id, HttpRequest request) => ReadAsync(request,
            ControlJson.Default.RefundDecision, decision => commands.RunAsync(Operation.Bank,
                change => Refunding.Finish(change, Bank, id, decision.Succeeded) is null
                    ? Refuse("The refund has this status or has failed before.") : Done(id))));
    }

    private static Origin Bank => new(ApiVersion.Default);

    private static async ValueTask<object?> OnlyThisMachineAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // An address is missing where the connection is not TCP: then it comes from this machine.
        var address = context.HttpContext.Connection.RemoteIpAddress;
        return address is null || IPAddress.IsLoopback(address)
            ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, Func<T, Task<IResult>> run)
        where T : class
    {
        if (!request.HasJsonContentType())
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await request.ReadFromJsonAsync(type) is { } body ? await run(body) : Refuse("The body is empty.");
        }
        catch (JsonException e)
        {
            return Refuse(e.Message);
        }
        catch (ApiError e)
        {
            return Refuse(e.Message);
        }
    }

    private static string? Flaw(Fault fault) => fault switch
    {
        { Times: < 1 } => "times must be at least 1.",
        { Probability: < 0 or > 1 } => "probability must be from 0 to 1.",
        { DelayMs: < 0 } => "delay_ms must not be negative.",
        { Operation: { } operation } when !Operation.All.Contains(operation) =>
            $"operation must be one of {string.Join(", ", Operation.All)}.",
        _ => null,
    };

    private static IResult Json<T>(T value, JsonTypeInfo<T> type) => Results.Json(value, type);

    private static IResult Done(string id) =>
        Json(new ControlResult { Changed = true, Id = id }, ControlJson.Default.ControlResult);

    private static IResult Refuse(string message) => Results.Json(
        new ControlResult { Changed = false, Message = message }, ControlJson.Default.ControlResult,
        statusCode: StatusCodes.Status400BadRequest);
}
