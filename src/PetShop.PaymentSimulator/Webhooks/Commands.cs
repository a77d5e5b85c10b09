using PetShop.PaymentSimulator.Faults;
using PetShop.PaymentSimulator.State;

namespace PetShop.PaymentSimulator.Webhooks;

/// <summary>Changes the state and sends the events of the change.</summary>
internal sealed class Commands(
    Ledger ledger, DeliveryPlanner planner, WebhookDispatcher dispatcher, IHostApplicationLifetime lifetime)
{
    /// <param name="operation">See <see cref="Fault.Operation"/>.</param>
    public async Task<T> RunAsync<T>(string operation, Func<Change, T> work)
    {
        IReadOnlyList<Delivery> first = [];
        var result = ledger.Commit(change =>
        {
            var done = work(change);
            first = planner.Plan(change, operation);
            return done;
        });
        await dispatcher.SendNowAsync(first, lifetime.ApplicationStopping);
        dispatcher.Wake();
        return result;
    }
}
