using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Services.Taxes;

/// <summary>The shop does not start with a registration in an unknown place.</summary>
internal sealed class TaxOptionsValidator : IValidateOptions<TaxOptions>
{
    public ValidateOptionsResult Validate(string? name, TaxOptions options)
    {
        if (options.ShippingClass is { } taxClass && !Enum.IsDefined(taxClass))
            return ValidateOptionsResult.Fail("Tax:ShippingClass must be standard, reduced or zero, or be left out.");
        if (options.Places is [TaxOptions.Nowhere])
            return ValidateOptionsResult.Success;
        return options.Places.FirstOrDefault(place => !Places.IsPlace(place)) is { } unknown
            ? ValidateOptionsResult.Fail(
                $"Tax:Registrations contains '{unknown}'. Give ISO 3166 codes of countries and regions in capitals, "
                + "separated by commas, such as DE, FR, US-CA; or only the word none.")
            : ValidateOptionsResult.Success;
    }
}
