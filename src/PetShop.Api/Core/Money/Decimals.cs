namespace PetShop.Api.Core.Money;

internal static class Decimals
{
    private const decimal OneWithAllDecimals = 1.0000000000000000000000000000m;

    /// <summary>The same number without trailing zeros: 19 for 19.0000.</summary>
    public static decimal WithoutTrailingZeros(this decimal number) => number / OneWithAllDecimals;
}
