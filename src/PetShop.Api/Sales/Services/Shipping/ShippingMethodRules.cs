using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>Whether the members of a shipping method fit together.</summary>
internal static class ShippingMethodRules
{
    /// <exception cref="ShopException">400 at the field that does not fit.</exception>
    public static void Require(ShippingMethod method, Currency currency)
    {
        if (method.MaxDays < method.MinDays)
            throw ShopException.Invalid("max_days", "max_days must not be less than min_days.");
        if (method.Basis == ShippingBasis.Flat && method.Steps.Count > 1)
            throw ShopException.Invalid(
                "steps", "A flat price has one step, from 0. Choose another basis for several.");
        if (method.Steps[0].From != 0)
            throw ShopException.Invalid("steps[0].from", "The first step must begin at 0.");
        for (var i = 1; i < method.Steps.Count; i++)
            if (method.Steps[i].From <= method.Steps[i - 1].From)
                throw ShopException.Invalid($"steps[{i}].from", "Each step must begin above the one before it.");
        if (method.Basis != ShippingBasis.Subtotal)
            return;
        for (var i = 1; i < method.Steps.Count; i++)
            if (!currency.Fits(method.Steps[i].From))
                throw ShopException.Invalid(
                    $"steps[{i}].from", $"Give at most {currency.Decimals} decimals, as {currency.Code} has.");
    }
}
