using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories.Payments;
using PetShop.Api.Sales.Services.Payments.Planning;

namespace PetShop.Api.Sales.Services.Payments.Settling;

/// <summary>
/// Gives up payments that must not become money any more. Joins the caller's unit of work, which must hold the order's
/// lock; a worker asks the provider after the commit.
/// </summary>
internal sealed class UnneededPayments(PaymentCallRepository calls, PaymentPlanner planner)
{
    /// <summary>
    /// Those that a call is about to change are left: when the call is decided, the order is settled again.
    /// </summary>
    /// <param name="payments">All payments of one order.</param>
    public async Task GiveUpAsync(IReadOnlyList<Payment> payments, CancellationToken ct)
    {
        if (!payments.Any(IsUnneeded))
            return;
        var busy = await calls.ListBusyAsync(payments[0].OrderId, ct);
        foreach (var payment in payments.Where(payment => IsUnneeded(payment) && !busy.Contains(payment.Number)))
            planner.Plan(payment, PaymentCallKind.Cancel, new());
    }

    private static bool IsUnneeded(Payment payment) =>
        PaymentTransitions.IsOpen(payment.Status) || payment.Status == PaymentStatus.Authorised;
}
