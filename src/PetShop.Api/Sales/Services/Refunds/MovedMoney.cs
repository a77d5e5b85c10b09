using System.Globalization;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Money that a provider has moved back to the customer without the shop, for which transfers stand. Each gets a name
/// of its own, so that it is known how much of the money is booked.
/// </summary>
/// <param name="reference">The provider's id of the movement.</param>
/// <param name="status">Succeeded, or pending if it may still come back.</param>
internal sealed class MovedMoney(
    string reference, decimal amount, RefundReason reason, RefundTransferStatus status)
{
    private int _named;

    public decimal Amount => amount;
    public RefundReason Reason => reason;
    public RefundTransferStatus Status => status;

    /// <summary>Those of some transfers that stand for it already.</summary>
    public List<RefundTransfer> Find(List<RefundTransfer> transfers)
    {
        var booked = transfers.FindAll(transfer => transfer.IsOf(reference));
        _named = booked.Count;
        return booked;
    }

    /// <summary>See <see cref="RefundTransfer.Reference"/>.</summary>
    public string NextName() => ++_named == 1
        ? reference : string.Create(CultureInfo.InvariantCulture, $"{reference}/{_named}");
}
