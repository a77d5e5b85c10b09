using PetShop.Api.Core.Database;
using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;

namespace PetShop.Api.Sales.Services.Payments.Planning;

/// <summary>
/// Records what is to be asked of a payment provider, before it is asked. Joins the caller's unit of work, which must
/// hold the order's lock.
/// </summary>
internal sealed class PaymentPlanner(PaymentCallRepository calls, IWorkQueue queue, TimeProvider clock)
{
    public const string QueueName = "payment-calls";

    /// <summary>How long the request that made a call has to complete it itself.</summary>
    public static readonly TimeSpan LeftToTheRequest = TimeSpan.FromSeconds(60);

    /// <summary>Plans a call that a worker makes as soon as the unit of work has committed.</summary>
    public PaymentCall Plan(Payment payment, PaymentCallKind kind, PaymentCallData data) =>
        Plan(payment, kind, data, notBefore: null);

    /// <summary>Plans a call that the request makes itself. If it never completes it, a worker does.</summary>
    public PaymentCall PlanHere(Payment payment, PaymentCallKind kind, PaymentCallData data) =>
        Plan(payment, kind, data, clock.GetStoredNow() + LeftToTheRequest);

    private PaymentCall Plan(
        Payment payment, PaymentCallKind kind, PaymentCallData data, DateTimeOffset? notBefore)
    {
        var call = PaymentCall.Plan(Guid.CreateVersion7(), payment, kind, data, clock.GetStoredNow());
        calls.Add(call);
        queue.Add(new(QueueName, KeyOf(call.Id), WorkItem.NoPayload, NotBefore: notBefore));
        return call;
    }

    /// <summary>The call is decided: nobody has to make it any more.</summary>
    public void Complete(Guid callId) => queue.Remove(QueueName, KeyOf(callId));

    private static string KeyOf(Guid callId) => callId.ToString("N");
}
