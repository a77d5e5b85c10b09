using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>Units of a product that a customer wants, and its stock before they are taken.</summary>
internal readonly record struct WantedUnits(StockFigure Stock, int Quantity);

/// <summary>When goods are expected to arrive, or to be ready for collection.</summary>
internal static class DeliveryEstimate
{
    /// <summary>
    /// Dates from this year on mean "unknown", and a date with some days added to them may not exist.
    /// </summary>
    private const int NoYear = 9998;

    /// <summary>
    /// The end of the day by which all goods have arrived: the greatest number of days of the method, counted from
    /// today or, for pre-orders, from the day on which the last goods can be sent.
    /// </summary>
    /// <param name="maxDays">The method's; null if no method is chosen.</param>
    /// <returns>Null if it is not known: nobody knows when stock for units on back-order arrives.</returns>
    public static DateTimeOffset? Of(int? maxDays, IEnumerable<WantedUnits> goods, ShopCalendar calendar)
    {
        if (maxDays is not { } days)
            return null;
        var (now, day) = (calendar.Now, calendar.DayOf(calendar.Now));
        foreach (var each in goods)
        {
            if (each.Stock.AvailableFrom is { Year: >= NoYear })
                return null;
            if (each.Stock.AvailableFrom is { } from && from > now)
                day = DateOnly.FromDayNumber(Math.Max(day.DayNumber, calendar.DayOf(from).DayNumber));
            else if (each.Quantity > each.Stock.Quantity)
                return null;
        }
        return calendar.LastOf(day.AddDays(days));
    }
}
