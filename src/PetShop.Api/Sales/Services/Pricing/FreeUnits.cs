using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Services.Pricing;

/// <summary>Units of a line that a promotion makes cheaper.</summary>
internal readonly record struct ChosenUnits(LineInWork Line, int Units);

/// <summary>Chooses which units become cheaper if others are bought.</summary>
internal static class FreeUnits
{
    /// <param name="bought">The lines of the promotion's scope.</param>
    /// <param name="all">All lines of the basket.</param>
    /// <returns>
    /// The cheapest units, at the shop's own prices, of as many complete sets as the basket contains.
    /// </returns>
    public static IEnumerable<ChosenUnits> Choose(BuyAndGet rule, List<LineInWork> bought, List<LineInWork> all)
    {
        var gettable = rule.Of is { } scope ? all.FindAll(line => line.Source.Product.IsIn(scope)) : bought;
        var both = bought.Intersect(gettable).ToHashSet();
        var inBoth = both.Sum(line => line.Source.Quantity);
        var onlyBought = bought.Sum(line => line.Source.Quantity) - inBoth;
        var onlyGettable = gettable.Sum(line => line.Source.Quantity) - inBoth;
        var sets = Sets(rule, onlyBought, onlyGettable, inBoth);
        // Units in both scopes can be the cheaper ones as long as enough are left to be bought.
        var leftInBoth = inBoth - Math.Max(0, (sets * rule.Buy) - onlyBought);
        return Cheapest(gettable, both, sets * rule.Get, leftInBoth);
    }

    /// <summary>The greatest number of sets for which there are enough units, each counted once.</summary>
    private static int Sets(BuyAndGet rule, int onlyBought, int onlyGettable, int inBoth)
    {
        var sets = Math.Min(
            rule.MaxSets ?? int.MaxValue,
            Math.Min((onlyBought + inBoth) / rule.Buy, (onlyGettable + inBoth) / rule.Get));
        while (Math.Max(0, (sets * rule.Buy) - onlyBought) + Math.Max(0, (sets * rule.Get) - onlyGettable) > inBoth)
            sets--;
        return sets;
    }

    private static IEnumerable<ChosenUnits> Cheapest(
        List<LineInWork> gettable, HashSet<LineInWork> both, int wanted, int leftInBoth)
    {
        foreach (var line in gettable.OrderBy(line => line.RemainingAtHome / line.Source.Quantity)
            .ThenBy(line => line, LineInWork.ByGoods))
        {
            var isInBoth = both.Contains(line);
            var units = Math.Min(wanted, isInBoth
                ? Math.Min(leftInBoth, line.Source.Quantity) : line.Source.Quantity);
            if (units == 0)
                continue;
            wanted -= units;
            if (isInBoth)
                leftInBoth -= units;
            yield return new(line, units);
        }
    }
}
