using PetShop.Api.Core.Queue;
using PetShop.Api.Sales.Services.Payments.Planning;

namespace PetShop.Api.Sales.Services.Payments.Calls;

/// <summary>
/// Makes the calls that no request makes, such as refunds, and those that a request could not complete.
/// </summary>
internal sealed class PaymentCallHandler(PaymentCalls calls) : IWorkHandler
{
    public string Queue => PaymentPlanner.QueueName;

    /// <summary>Without an end: however long the provider is away, the money must go where it belongs.</summary>
    public QueuePolicy Policy { get; } = new()
    {
        Lease = TimeSpan.FromMinutes(3),
        Attempts = null,
        FirstPause = TimeSpan.FromSeconds(5),
        LongestPause = TimeSpan.FromHours(1),
    };

    public async Task HandleAsync(Work work, CancellationToken ct)
    {
        var result = await calls.MakeAsync(Guid.ParseExact(work.Key, "N"), ct);
        if (result.IsOpen)
            throw new InvalidOperationException("The payment provider has not answered.");
    }
}
