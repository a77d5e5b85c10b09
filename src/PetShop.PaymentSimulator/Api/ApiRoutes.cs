using PetShop.PaymentSimulator.Api.Operations;
using PetShop.PaymentSimulator.Api.Requests;
using PetShop.PaymentSimulator.Faults;

namespace PetShop.PaymentSimulator.Api;

/// <summary>The provider's routes that the simulator knows.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<Pipeline>();
        Get("payment_intents", Intents.List);
        Get("payment_intents/{id}", Intents.Get);
        Post("payment_intents", Operation.Create, Intents.Create);
        Post("payment_intents/{id}", Operation.Update, Intents.Update);
        Post("payment_intents/{id}/confirm", Operation.Confirm, Intents.Confirm);
        Post("payment_intents/{id}/capture", Operation.Capture, Settling.Capture);
        Post("payment_intents/{id}/cancel", Operation.Cancel, Settling.Cancel);
        Post("refunds", Operation.Refund, Refunding.Create);
        Get("refunds", Objects.ListRefunds);
        Get("refunds/{id}", Objects.GetRefund);
        Post("payment_methods", Operation.Method, Objects.CreateMethod);
        Get("payment_methods/{id}", Objects.GetMethod);
        Get("charges/{id}", Objects.GetCharge);
        Get("disputes", Objects.ListDisputes);
        Get("disputes/{id}", Objects.GetDispute);
        Get("events", Objects.ListEvents);
        Get("events/{id}", Objects.GetEvent);
        app.Map("/v1/{**rest}", http => pipeline.HandleAsync(http, Operation.Read,
            _ => throw ApiError.UnknownRoute(http.Request.Method, http.Request.Path)));

        void Get(string path, Handler handler) =>
            app.MapGet("/v1/" + path, http => pipeline.HandleAsync(http, Operation.Read, handler));

        void Post(string path, string operation, Handler handler) =>
            app.MapPost("/v1/" + path, http => pipeline.HandleAsync(http, operation, handler));
    }
}
