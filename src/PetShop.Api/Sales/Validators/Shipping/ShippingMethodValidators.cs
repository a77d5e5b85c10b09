using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Shipping;
using PetShop.Api.Sales.Entities.Shipping;

namespace PetShop.Api.Sales.Validators.Shipping;

/// <summary>Whether the steps fit together is checked by the service, because a patch may contain only some.</summary>
public sealed class CreateShippingMethodValidator : AbstractValidator<CreateShippingMethodRequest>
{
    public CreateShippingMethodValidator(Currency currency)
    {
        RuleFor(r => r.ZoneId).NotNull().GreaterThan(0);
        RuleFor(r => r.Code).IsMethodCode();
        RuleFor(r => r.Name).IsMethodName();
        RuleFor(r => r.Description).IsDescription();
        RuleFor(r => r.Kind).NotNull();
        RuleFor(r => r.Basis).NotNull();
        RuleFor(r => r.Steps).NotNull().AreSteps();
        RuleForEach(r => r.Steps).SetValidator(new ShippingStepValidator(currency));
        RuleFor(r => r.FreeFrom).IsAmount(currency);
        RuleFor(r => r.MinDays).NotNull().InclusiveBetween(0, ShippingMethod.LongestDays);
        RuleFor(r => r.MaxDays).NotNull().InclusiveBetween(0, ShippingMethod.LongestDays);
        RuleFor(r => r.MaxWeight).IsWeightLimit();
        RuleFor(r => r.Position).InclusiveBetween(0, ShippingMethod.MaxPosition);
    }
}

public sealed class UpdateShippingMethodValidator : AbstractValidator<UpdateShippingMethodRequest>
{
    public UpdateShippingMethodValidator(Currency currency)
    {
        this.WhenSet(r => r.ZoneId, zone => zone.GreaterThan(0));
        this.WhenSet(r => r.Code, code => code.IsMethodCode());
        this.WhenSet(r => r.Name, name => name.IsMethodName());
        this.WhenSet(r => r.Description, description => description.IsDescription());
        this.WhenSet(r => r.Steps, steps => steps.NotNull().AreSteps()
            .ForEach(step => step.SetValidator(new ShippingStepValidator(currency))));
        this.WhenSet(r => r.FreeFrom, amount => amount.IsAmount(currency));
        this.WhenSet(r => r.MinDays, days => days.InclusiveBetween(0, ShippingMethod.LongestDays));
        this.WhenSet(r => r.MaxDays, days => days.InclusiveBetween(0, ShippingMethod.LongestDays));
        this.WhenSet(r => r.MaxWeight, weight => weight.IsWeightLimit());
        this.WhenSet(r => r.Position, position => position.InclusiveBetween(0, ShippingMethod.MaxPosition));
    }
}

public sealed class ShippingStepValidator : AbstractValidator<ShippingStepRequest>
{
    private const int MaxDecimals = 3;

    public ShippingStepValidator(Currency currency)
    {
        RuleFor(s => s.From).NotNull().InclusiveBetween(0, ShippingMethod.MaxAmount)
            .Must(from => from is null || decimal.Round(from.Value, MaxDecimals) == from)
            .WithMessage($"Give at most {MaxDecimals} decimals.");
        RuleFor(s => s.Price).NotNull().IsAmount(currency);
    }
}

public sealed class ShippingMethodFilterValidator : PageQueryValidator<ShippingMethodFilter>
{
    public ShippingMethodFilterValidator() => RuleFor(f => f.ZoneId).GreaterThan(0);
}
