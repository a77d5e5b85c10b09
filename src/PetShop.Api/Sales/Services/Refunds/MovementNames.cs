using System.Globalization;
using PetShop.Api.Sales.Entities.Refunds;

namespace PetShop.Api.Sales.Services.Refunds;

/// <summary>
/// Names the transfers that stand for one movement of money at a provider, so that it is known how much of it is
/// booked.
/// </summary>
/// <param name="movement">The provider's id of it.</param>
/// <param name="used">How many transfers have such a name.</param>
internal sealed class MovementNames(string movement, int used)
{
    private int _used = used;

    /// <summary>See <see cref="RefundTransfer.Reference"/>.</summary>
    public string Next() => ++_used == 1
        ? movement : string.Create(CultureInfo.InvariantCulture, $"{movement}/{_used}");
}
