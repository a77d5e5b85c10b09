using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>What was bought of a product with one line of an order.</summary>
/// <param name="Amount">The amount charged for all units.</param>
internal readonly record struct PurchasedLine(int Quantity, decimal Amount);

/// <summary>What was returned of a product before.</summary>
/// <param name="Amount">The amount refunded for it.</param>
internal readonly record struct ReturnedQuantity(int Quantity, decimal Amount);

/// <summary>
/// The refund of returned goods: what was charged for them, in whole minor units. Units are returned line by line, each
/// at the share of its own line. Each refund is the rounded share of all units returned so far, minus what was refunded
/// before. Rounding errors therefore do not accumulate, and when all units are returned, exactly the charged amount has
/// been refunded.
/// </summary>
internal static class RefundCalculator
{
    /// <param name="bought">The lines of the product, in the order in which their units are returned.</param>
    /// <param name="units">At most the units bought minus the units returned.</param>
    public static decimal Refund(
        IReadOnlyList<PurchasedLine> bought, ReturnedQuantity before, int units, Currency currency)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, bought.Sum(line => line.Quantity) - before.Quantity);
        var (due, left) = (0m, before.Quantity + units);
        foreach (var line in bought)
        {
            due += left >= line.Quantity ? line.Amount : currency.Round(line.Amount * left / line.Quantity);
            left = Math.Max(0, left - line.Quantity);
        }
        return Math.Max(0, due - before.Amount);
    }

    /// <summary>What was charged for shipping, if nothing of the order stays with the customer; otherwise 0.</summary>
    /// <param name="before">The units of processed returns, and those refunded without a return.</param>
    /// <param name="units">The units of the return that is being processed.</param>
    /// <param name="given">What was given back for shipping before.</param>
    public static decimal OfShipping(Order order, int before, int units, decimal given) =>
        before + units == order.Units ? order.ChargedForShipping - given : 0;
}
