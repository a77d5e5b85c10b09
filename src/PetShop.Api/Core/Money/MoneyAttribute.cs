namespace PetShop.Api.Core.Money;

/// <summary>
/// Marks an amount of money in the shop's currency: it is written with the currency's decimals (<c>16.00</c>,
/// <c>1600</c> for JPY).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MoneyAttribute : Attribute;
