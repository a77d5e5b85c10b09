using FluentValidation;
using PetShop.Api.Core.Validation;

namespace PetShop.Api.Core.Addresses;

/// <summary>Rules for the fields of an address. They depend on its country.</summary>
internal static class AddressRules
{
    public static void AddAddressRules<T>(this AbstractValidator<T> validator) where T : AddressFields
    {
        validator.RuleFor(a => a.Name).NotEmpty().WithMessage("Give the recipient's name.")
            .IsAtMost(AddressFields.MaxName);
        validator.RuleFor(a => a.Company).IsAtMost(AddressFields.MaxName);
        validator.RuleFor(a => a.Line1).NotEmpty().WithMessage("Give the street and number.")
            .IsAtMost(AddressFields.MaxLine);
        validator.RuleFor(a => a.Line2).IsAtMost(AddressFields.MaxLine);
        validator.RuleFor(a => a.City).NotEmpty().WithMessage("Give the city.").IsAtMost(AddressFields.MaxName);
        validator.RuleFor(a => a.Region).Cascade(CascadeMode.Stop).IsAtMost(AddressFields.MaxName)
            .Must((a, region) => RegionFault(a, region) is null).WithMessage(RegionFault);
        validator.RuleFor(a => a.PostalCode).Cascade(CascadeMode.Stop).IsAtMost(Country.MaxPostalCode)
            .Must((a, code) => PostalCodeFault(a, code) is null).WithMessage(PostalCodeFault);
        validator.RuleFor(a => a.Country).Cascade(CascadeMode.Stop).NotEmpty().WithMessage(CountryMessage)
            .IsOfLength(2, 2).WithMessage(CountryMessage)
            .Must(code => Countries.Find(code) is not null).WithMessage(CountryMessage);
        validator.RuleFor(a => a.Phone).Cascade(CascadeMode.Stop).IsAtMost(PhoneFormat.MaxTyped)
            .Must((a, phone) =>
                phone is null || PhoneFormat.ToE164(phone, (a.Country ?? "").ToUpperInvariant()) is not null)
            .WithMessage("Give a valid number, international such as +4940123456 or as it is dialled in the country of "
                + "the address, without an extension.");
    }

    private const string CountryMessage = "Give the country as a code of ISO 3166-1: two letters, such as DE.";

    /// <summary>What is wrong with the region; null if nothing is, or if the country is unknown.</summary>
    private static string? RegionFault(AddressFields address, string? region)
    {
        if (Countries.Find(address.Country) is not { } country
            || Countries.FindRegions(country.Code) is not { } regions)
            return null;
        var (code, name) = regions.Example;
        if (region is null)
            return $"Addresses in {country.Name} need a region. Give its code or English name, "
                + $"such as {code} or {name}.";
        return regions.Find(region) is null
            ? $"{country.Name} has no such region. Give its code or English name, such as {code} or {name}."
            : null;
    }

    /// <summary>What is wrong with the postal code; null if nothing is, or if the country is unknown.</summary>
    private static string? PostalCodeFault(AddressFields address, string? code)
    {
        if (Countries.Find(address.Country) is not { } country)
            return null;
        var example = country.PostalCodes is { } format ? $", such as {format.Example}" : "";
        if (code is null)
            return country.NeedsPostalCode ? $"Addresses in {country.Name} need a postal code{example}." : null;
        if (country.FormatPostalCode(code) is not null)
            return null;
        return country.PostalCodes is null
            ? "Use only letters, digits, and single spaces and hyphens between them."
            : $"This is not a postal code of {country.Name}. Give one{example}.";
    }
}
