using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Entities.Shipping;
using PetShop.Api.Sales.Validators.Taxes;

namespace PetShop.Api.Sales.Validators.Shipping;

public sealed class CreateShippingZoneValidator : AbstractValidator<CreateShippingZoneRequest>
{
    public CreateShippingZoneValidator()
    {
        RuleFor(r => r.Name).IsZoneName();
        RuleFor(r => r.Countries).AreCountries();
        RuleFor(r => r.Regions).AreRegions();
        RuleFor(r => r.PostalCodes).AreFew();
        RuleForEach(r => r.PostalCodes).SetValidator(new PostalCodeRangeValidator());
    }
}

public sealed class UpdateShippingZoneValidator : AbstractValidator<UpdateShippingZoneRequest>
{
    public UpdateShippingZoneValidator()
    {
        this.WhenSet(r => r.Name, name => name.IsZoneName());
        this.WhenSet(r => r.Countries, countries => countries.NotNull().AreCountries());
        this.WhenSet(r => r.Regions, regions => regions.NotNull().AreRegions());
        this.WhenSet(r => r.PostalCodes, ranges => ranges.NotNull().AreFew()
            .ForEach(range => range.SetValidator(new PostalCodeRangeValidator())));
    }
}

public sealed class PostalCodeRangeValidator : AbstractValidator<PostalCodeRangeRequest>
{
    private const string Message = "Give the beginning of a postal code: 1 to 10 letters and digits, such as 20.";

    public PostalCodeRangeValidator()
    {
        RuleFor(r => r.Country).Cascade(CascadeMode.Stop).NotEmpty().IsCountry();
        RuleFor(r => r.From).Cascade(CascadeMode.Stop).NotEmpty().Must(IsBeginning).WithMessage(Message);
        RuleFor(r => r.To).Cascade(CascadeMode.Stop)
            .Must(IsBeginning).WithMessage(Message)
            .Must((range, to) => range.From is not { } from || !IsBeginning(from) || IsAtOrAfter(to!, from))
            .WithMessage("Give a beginning of the same length as from, and not before it.")
            .When(r => r.To is not null);
    }

    private static bool IsBeginning(string? text) =>
        text is not null && PostalCodeRange.Normalize(text) is { Length: >= 1 and <= PostalCodeRange.MaxLength } code
        && code.All(char.IsAsciiLetterOrDigit);

    private static bool IsAtOrAfter(string to, string from)
    {
        var (last, first) = (PostalCodeRange.Normalize(to), PostalCodeRange.Normalize(from));
        return last.Length == first.Length && string.CompareOrdinal(first, last) <= 0;
    }
}

public sealed class ShippingZoneFilterValidator : PageQueryValidator<ShippingZoneFilter>;
