using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Sales.Entities.Orders;

namespace PetShop.Api.Sales.Validators;

internal static class TotalRules
{
    /// <summary>A total that the customer saw, in the shop's currency; optional.</summary>
    public static void IsTotal<T>(this IRuleBuilder<T, decimal?> rule, Currency currency) =>
        rule.InclusiveBetween(0, Order.MaxTotal)
            .Must(total => total is null || currency.Fits(total.Value))
            .WithMessage($"Give at most {currency.Decimals} decimals, as {currency.Code} has.");
}
