using Microsoft.Extensions.Options;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Time;

namespace PetShop.Api.Core.Money;

/// <summary>The shop does not start with an unknown currency, country or time zone.</summary>
internal sealed class ShopOptionsValidator : IValidateOptions<ShopOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            return Fail("Shop:Name is empty. Give the name that customers know the shop by.");
        if (options.StorefrontUrl is { } url && !IsWebsite(url))
            return Fail("Shop:StorefrontUrl must be an address such as https://shop.example, without a query.");
        if (!Currency.IsCode(options.Currency))
            return Fail($"Shop:Currency is '{options.Currency}'. Give an ISO 4217 code such as EUR.");
        if (Countries.Find(options.Country)?.Code != options.Country)
            return Fail(
                $"Shop:Country is '{options.Country}'. Give an ISO 3166-1 code of two capital letters such as DE.");
        if (RegionFault(options.Home) is { } fault)
            return Fail(fault);
        return ShopCalendar.IsZone(options.TimeZone)
            ? ValidateOptionsResult.Success
            : Fail($"Shop:TimeZone is '{options.TimeZone}', which this machine does not know. Give an IANA name such "
                + "as Europe/Berlin (on Windows its own names, such as W. Europe Standard Time), and install the time "
                + "zone data (tzdata) if it is missing.");
    }

    /// <summary>What is wrong with the shop's region; null if nothing is.</summary>
    private static string? RegionFault(Place home)
    {
        if (Countries.FindRegions(home.Country) is { } regions)
            return home.Region is { } region && regions.Find(region) == region ? null
                : $"Shop:Region is '{home.Region}'. A shop in {home.Country} needs the code of its region, such as "
                    + $"{regions.Example.Key}: it decides the tax of what customers pick up.";
        return home.Region is null || Places.IsRegion(Places.PlaceOf(home.Country, home.Region)) ? null
            : $"Shop:Region is '{home.Region}'. Give the part of an ISO 3166-2 code after the country, such as "
                + "CN for the Canary Islands, or leave it out.";
    }

    private static bool IsWebsite(Uri url) => url is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" }
        && url.Query.Length + url.Fragment.Length == 0;

    private static ValidateOptionsResult Fail(string message) => ValidateOptionsResult.Fail(message);
}
