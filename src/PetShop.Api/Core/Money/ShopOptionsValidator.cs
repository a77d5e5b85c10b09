using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Money;

/// <summary>The shop does not start with an unknown currency, country or time zone.</summary>
internal sealed class ShopOptionsValidator : IValidateOptions<ShopOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopOptions options)
    {
        if (!Currency.IsCode(options.Currency))
            return Fail($"Shop:Currency is '{options.Currency}'. Give an ISO 4217 code such as EUR.");
        if (Countries.Find(options.Country)?.Code != options.Country)
            return Fail(
                $"Shop:Country is '{options.Country}'. Give an ISO 3166-1 code of two capital letters such as DE.");
        return ShopCalendar.IsZone(options.TimeZone)
            ? ValidateOptionsResult.Success
            : Fail($"Shop:TimeZone is '{options.TimeZone}', which this machine does not know. Give an IANA name such "
                + "as Europe/Berlin (on Windows its own names, such as W. Europe Standard Time), and install the time "
                + "zone data (tzdata) if it is missing.");
    }

    private static ValidateOptionsResult Fail(string message) => ValidateOptionsResult.Fail(message);
}
