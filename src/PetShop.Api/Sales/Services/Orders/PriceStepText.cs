using System.Globalization;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Pricing;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Describes how an amount was computed, so that somebody can read it out.</summary>
internal static class PriceStepText
{
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
        PriceStepKind.UnitPrice => $"the price is {Money(step.Amount, currency)} instead of "
            + $"{Money(step.Base, currency)}, with the tax of the destination",
        PriceStepKind.LineAmount => $"{Number(step.Rate!.Value)} × {Money(step.Base, currency)} = "
            + Money(step.Amount, currency),
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount when step.Rate is { } percent =>
            $"{step.Rule}: {Number(percent)} % of {Money(step.Base, currency)} is {Exact(step, currency)}",
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount when step.ShopAmount is { } amount =>
            $"{step.Rule}: {Money(amount, currency)} off is {Exact(step, currency)} with the tax of the destination",
        PriceStepKind.LineDiscount or PriceStepKind.OrderDiscount =>
            $"{step.Rule}: {Money(step.Amount, currency)} off {Money(step.Base, currency)}",
        PriceStepKind.DiscountShare => $"{step.Rule}: its share is {Exact(step, currency)}",
        PriceStepKind.Shipping => $"Shipping, {step.Rule}: {Exact(step, currency)}",
        PriceStepKind.ShippingDiscount => $"{step.Rule}: {Money(step.Amount, currency)} off shipping",
        PriceStepKind.ShippingShare => $"{step.Rule}: {Money(step.Amount, currency)} of shipping is taxed at "
            + $"{Number(step.Rate ?? 0)} %",
        PriceStepKind.Tax when IsContained(step) => $"{step.Rule}: {Money(step.Base, currency)} contains "
            + $"{Number(step.Rate ?? 0)} % tax, which is {Exact(step, currency)}",
        PriceStepKind.Tax => $"{step.Rule}: {Number(step.Rate ?? 0)} % of {Money(step.Base, currency)} is "
            + Exact(step, currency),
        PriceStepKind.TaxShare => $"{(step.Position is null ? "Shipping: " : "")}{step.Rule}: its share is "
            + Exact(step, currency),
        PriceStepKind.CancelledUnits => $"{Number(step.Rate ?? 0)} cancelled, {Money(step.Amount, currency)} of "
            + Money(step.Base, currency),
        PriceStepKind.CancelledDiscount => $"{step.Rule}: {Exact(step, currency)} of {Money(step.Base, currency)} "
            + "discount goes with what is cancelled",
        PriceStepKind.CancelledTax => $"{Exact(step, currency)} of {Money(step.Base, currency)} tax goes with what is "
            + "cancelled",
        _ => $"The total is {Money(step.Amount, currency)}",
    };

    /// <summary>Whether the base contains the tax. If not, the tax is added to it.</summary>
    private static bool IsContained(PriceStep step) =>
        Math.Abs(step.Exact - (step.Base * (step.Rate ?? 0) / 100)) > 0.000001m;

    /// <summary>The amount or, if it was rounded, the number before rounding.</summary>
    private static string Exact(PriceStep step, Currency currency) =>
        step.Exact == step.Amount ? Money(step.Amount, currency) : Number(step.Exact);

    private static string Rounded(PriceStep step, Currency currency) => (step.Exact == step.Amount, step.Kind) switch
    {
        (true, _) or (_, PriceStepKind.UnitPrice) => "",
        _ when step.Rounding == PriceRounding.LargestRemainder =>
            $", which becomes {Money(step.Amount, currency)} so that all shares sum exactly",
        _ => $", rounded to {Money(step.Amount, currency)}",
    };

    private static string Money(decimal amount, Currency currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{currency.Format(amount)} {currency.Code}");

    private static string Number(decimal number) =>
        number.WithoutTrailingZeros().ToString(CultureInfo.InvariantCulture);
}
