using System.Globalization;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Money that a provider has moved back to the customer without the shop, for which transfers stand. Each gets a name
/// of its own, so that it is known how much of the money is booked.
/// </summary>
/// <param name="reference">The provider's id of the movement.</param>
/// <param name="status">Succeeded, or pending if it may still come back.</param>
/// <param name="known">The payment's transfers, of which some may stand for this money.</param>
internal sealed class MovedMoney(
    string reference, decimal amount, RefundReason reason, RefundTransferStatus status,
    IEnumerable<RefundTransfer> known)
{
    private readonly List<RefundTransfer> _booked = [.. known.Where(transfer => transfer.IsOf(reference))];
    private int _added;

    public decimal Amount => amount;
    public RefundReason Reason => reason;
    public RefundTransferStatus Status => status;

    /// <summary>How much of it transfers stood for already; more than the amount if some of it has come back.</summary>
    public decimal Booked => _booked.Sum(transfer => transfer.Amount);

    /// <summary>See <see cref="RefundTransfer.Reference"/>.</summary>
    public string NextName()
    {
        var number = _booked.Count + ++_added;
        return number == 1 ? reference : string.Create(CultureInfo.InvariantCulture, $"{reference}/{number}");
    }
}
