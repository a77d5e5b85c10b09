using System.Globalization;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Describes how an amount was computed, so that somebody can read it out.</summary>
internal static class PriceStepText
{
    /// <param name="parts">What the last total consists of.</param>
    public static List<PriceStepResponse> Explain(
        IReadOnlyList<PriceStep> steps, TotalParts parts, Currency currency)
    {
        var explained = steps.Select(step => Explain(step, currency)).ToList();
        if (steps is [.., { Kind: PriceStepKind.Total } last] && last.Amount == parts.Sum)
            explained[^1] = explained[^1] with { Text = $"The total is {parts.Show(currency)}." };
        return explained;
    }

    public static PriceStepResponse Explain(PriceStep step, Currency currency) => new()
    {
        Step = step.Kind,
        Rule = step.Rule,
        Text = Text(step, currency),
        Item = step.Position,
        PromotionId = step.PromotionId,
        Base = step.Base.WithoutTrailingZeros(),
        Rate = step.Rate?.WithoutTrailingZeros(),
        Exact = step.Exact.WithoutTrailingZeros(),
        Rounding = step.Rounding,
        ShopAmount = step.ShopAmount,
        Amount = step.Amount,
    };

    private static string Text(PriceStep step, Currency currency)
    {
        var subject = step.Position is { } position ? $"Item {Number(position)}: " : "";
        return $"{subject}{Sentence(step, currency)}{Rounded(step, currency)}.";
    }

    private static string Sentence(PriceStep step, Currency currency) => step.Kind switch
    {
        PriceStepKind.UnitPrice => $"the price is {currency.Show(step.Amount)} instead of "
            + $"{currency.Show(step.Base)}, with the tax of the destination",
        PriceStepKind.LineAmount => $"{Number(step.Rate!.Value)} × {currency.Show(step.Base)} = "
            + currency.Show(step.Amount),
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount when step.Rate is { } percent =>
            $"{step.Rule}: {Number(percent)} % of {currency.Show(step.Base)} is {Exact(step, currency)}",
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount when step.ShopAmount is { } amount =>
            $"{step.Rule}: {currency.Show(amount)} off is {Exact(step, currency)} with the tax of the destination",
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount =>
            $"{step.Rule}: {currency.Show(step.Amount)} off {currency.Show(step.Base)}",
        PriceStepKind.DiscountShare => $"{step.Rule}: its share is {Exact(step, currency)}",
        PriceStepKind.Shipping => $"Shipping, {step.Rule}: {Exact(step, currency)}",
        PriceStepKind.ShippingDiscount => $"{step.Rule}: {currency.Show(step.Amount)} off shipping",
        PriceStepKind.ShippingShare => $"{step.Rule}: {currency.Show(step.Amount)} of shipping is taxed at "
            + $"{Number(step.Rate ?? 0)} %",
        PriceStepKind.Tax when IsContained(step) => $"{step.Rule}: {currency.Show(step.Base)} contains "
            + $"{Number(step.Rate ?? 0)} % tax, which is {Exact(step, currency)}",
        PriceStepKind.Tax => $"{step.Rule}: {Number(step.Rate ?? 0)} % of {currency.Show(step.Base)} is "
            + Exact(step, currency),
        PriceStepKind.TaxShare => $"{(step.Position is null ? "Shipping: " : "")}{step.Rule}: its share is "
            + Exact(step, currency),
        PriceStepKind.CancelledUnits => $"{Number(step.Rate ?? 0)} cancelled, {currency.Show(step.Amount)} of "
            + currency.Show(step.Base),
        PriceStepKind.CancelledDiscount => $"{step.Rule}: {Exact(step, currency)} of {currency.Show(step.Base)} "
            + "discount goes with what is cancelled",
        PriceStepKind.CancelledTax => $"{Exact(step, currency)} of {currency.Show(step.Base)} tax goes with what is "
            + "cancelled",
        _ => $"The total is {currency.Show(step.Amount)}",
    };

    /// <summary>Whether the base contains the tax. If not, the tax is added to it.</summary>
    private static bool IsContained(PriceStep step) =>
        Math.Abs(step.Exact - (step.Base * (step.Rate ?? 0) / 100)) > 0.000001m;

    /// <summary>The amount or, if it was rounded, the number before rounding.</summary>
    private static string Exact(PriceStep step, Currency currency) =>
        step.Exact == step.Amount ? currency.Show(step.Amount) : Number(step.Exact);

    private static string Rounded(PriceStep step, Currency currency) => (step.Exact == step.Amount, step.Kind) switch
    {
        (true, _) or (_, PriceStepKind.UnitPrice) => "",
        _ when step.Rounding == PriceRounding.LargestRemainder =>
            $", which becomes {currency.Show(step.Amount)} so that all shares sum exactly",
        _ => $", rounded to {currency.Show(step.Amount)}",
    };

    private static string Number(decimal number) =>
        number.WithoutTrailingZeros().ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a total consists of.</summary>
/// <param name="Tax">The tax that the prices do not include.</param>
internal readonly record struct TotalParts(decimal Subtotal, decimal Discount, decimal Shipping, decimal Tax)
{
    public decimal Sum => Subtotal - Discount + Shipping + Tax;

    public static TotalParts Of(Order order) => new(
        order.Subtotal, order.DiscountTotal, order.ShippingTotal, order.PricesIncludeTax ? 0 : order.TaxTotal);

    /// <summary>The sum with its parts, without those that are 0.</summary>
    public string Show(Currency currency)
    {
        var parts = currency.Show(Subtotal) + " for the goods";
        if (Discount != 0)
            parts += $" − {currency.Show(Discount)} discount";
        if (Shipping != 0)
            parts += $" + {currency.Show(Shipping)} for shipping";
        if (Tax != 0)
            parts += $" + {currency.Show(Tax)} tax";
        return (Discount, Shipping, Tax) is (0, 0, 0) ? currency.Show(Sum) : $"{currency.Show(Sum)}: {parts}";
    }
}
