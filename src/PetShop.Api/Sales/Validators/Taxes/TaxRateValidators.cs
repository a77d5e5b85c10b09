using FluentValidation;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Taxes;

namespace PetShop.Api.Sales.Validators.Taxes;

public sealed class CreateTaxRateValidator : AbstractValidator<CreateTaxRateRequest>
{
    public CreateTaxRateValidator()
    {
        RuleFor(r => r.Country).Cascade(CascadeMode.Stop).NotEmpty().IsCountry();
        RuleFor(r => r.Region).IsRegion();
        RuleFor(r => r.TaxClass).NotNull();
        RuleFor(r => r.Percent).NotNull().IsPercent();
        RuleFor(r => r.Name).IsTaxName();
        RuleFor(r => r.ValidFrom).NotNull().IsDay();
        RuleFor(r => r.ValidTo).IsDay();
        RuleFor(r => r.Source).IsSource();
    }
}

public sealed class UpdateTaxRateValidator : AbstractValidator<UpdateTaxRateRequest>
{
    public UpdateTaxRateValidator()
    {
        this.WhenSet(r => r.Country, country => country.Cascade(CascadeMode.Stop).NotEmpty().IsCountry());
        this.WhenSet(r => r.Region, region => region.IsRegion());
        this.WhenSet(r => r.TaxClass, taxClass => taxClass.IsInEnum());
        this.WhenSet(r => r.Percent, percent => percent.IsPercent());
        this.WhenSet(r => r.Name, name => name.IsTaxName());
        this.WhenSet(r => r.ValidFrom, day => day.IsDay());
        this.WhenSet(r => r.ValidTo, day => day.IsDay());
        this.WhenSet(r => r.Source, source => source.IsSource());
    }
}

public sealed class TaxRateFilterValidator : PageQueryValidator<TaxRateFilter>
{
    public TaxRateFilterValidator()
    {
        RuleFor(f => f.Country).IsCountry();
        RuleFor(f => f.Region).IsRegion();
        RuleFor(f => f.Country).NotNull().When(f => f.Region is not null)
            .WithMessage("Give the region's country as well.");
    }
}
