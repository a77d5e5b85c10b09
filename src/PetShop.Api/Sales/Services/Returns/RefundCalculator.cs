using PetShop.Api.Core.Http;

namespace PetShop.Api.Sales.Services.Returns;

/// <summary>What was bought of a product on one order.</summary>
/// <param name="Amount">What was charged for all of it.</param>
internal readonly record struct Bought(int Quantity, decimal Amount);

/// <summary>What was returned of it before.</summary>
/// <param name="Amount">What went back for it.</param>
internal readonly record struct ReturnedBefore(int Quantity, decimal Amount);

/// <summary>
/// What goes back for goods: what was charged for them, in whole minor units. Each refund is the rounded share of all units returned by
/// then, less what went back before: rounding never adds up, and when all is returned exactly what was charged has gone back.
/// </summary>
internal static class RefundCalculator
{
    /// <param name="units">At most what was bought less what was returned.</param>
    public static decimal Refund(Bought bought, ReturnedBefore before, int units, Currency currency)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, bought.Quantity - before.Quantity);
        var due = before.Quantity + units == bought.Quantity
            ? bought.Amount
            : currency.Round(bought.Amount * (before.Quantity + units) / bought.Quantity);
        return Math.Max(0, due - before.Amount);
    }
}
