using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Validators.Promotions;

public sealed class CreatePromotionValidator : AbstractValidator<CreatePromotionRequest>
{
    private const int MaxFirstCodes = 100;

    public CreatePromotionValidator(Currency currency)
    {
        RuleFor(r => r.Name).IsPromotionName();
        RuleFor(r => r.Description).IsPromotionDescription();
        RuleFor(r => r.Discount).NotNull().SetValidator(new DiscountValidator(currency)!);
        RuleFor(r => r.AppliesTo).SetValidator(new ScopeValidator()!);
        RuleFor(r => r.MinimumSubtotal).IsAmountOff(currency);
        RuleFor(r => r.Codes).AreCodes(0, MaxFirstCodes);
        RuleFor(r => r.CodeRequired)
            .Must((request, required) => required != false || request.Codes is not { Count: > 0 })
            .WithMessage("A promotion with codes needs a code. Leave code_required out, or leave codes out.");
        RuleFor(r => r.Priority).IsPriority();
        RuleFor(r => r.MaxUses).IsLimit();
        RuleFor(r => r.MaxUsesPerCustomer).IsLimit();
    }
}

public sealed class UpdatePromotionValidator : AbstractValidator<UpdatePromotionRequest>
{
    public UpdatePromotionValidator(Currency currency)
    {
        this.WhenSet(r => r.Name, name => name.IsPromotionName());
        this.WhenSet(r => r.Description, description => description.IsPromotionDescription());
        this.WhenSet(r => r.Discount, discount => discount.NotNull().SetValidator(new DiscountValidator(currency)!));
        this.WhenSet(r => r.AppliesTo, scope => scope.SetValidator(new ScopeValidator()!));
        this.WhenSet(r => r.MinimumSubtotal, amount => amount.IsAmountOff(currency));
        this.WhenSet(r => r.Priority, priority => priority.IsPriority());
        this.WhenSet(r => r.MaxUses, limit => limit.IsLimit());
        this.WhenSet(r => r.MaxUsesPerCustomer, limit => limit.IsLimit());
    }
}

public sealed class CreateCodesValidator : AbstractValidator<CreateCodesRequest>
{
    private const int MostAtOnce = 1_000;

    public CreateCodesValidator()
    {
        RuleFor(r => r.Codes).AreCodes(1, MostAtOnce);
        RuleFor(r => r.Count).InclusiveBetween(1, MostAtOnce);
        RuleFor(r => r.Codes).Must((request, codes) => codes is not null || request.Count is not null)
            .WithMessage("Give codes, or count for random ones.");
        RuleFor(r => r.Count).Must((request, count) => count is null || request.Codes is null)
            .WithMessage("Give either codes or count.");
        RuleFor(r => r.Prefix).IsAtMost(PromotionCode.MaxLength - RandomCode.Unguessable)
            .Must(prefix => prefix is null || prefix.All(PromotionCode.IsAllowed))
            .WithMessage("Use ASCII letters, digits, hyphens and underscores.");
        RuleFor(r => r.Prefix).Must((request, prefix) => prefix is null || request.Codes is null)
            .WithMessage("Only generated codes have a prefix. Leave it out.");
        RuleFor(r => r.MaxUses).IsLimit();
    }
}

public sealed class PromotionFilterValidator : PageQueryValidator<PromotionFilter>
{
    public PromotionFilterValidator() => RuleFor(f => f.Code).IsAtMost(2 * PromotionCode.MaxLength);
}

public sealed class PromotionCodeFilterValidator : PageQueryValidator<PromotionCodeFilter>;

public sealed class PromotionUseFilterValidator : PageQueryValidator<PromotionUseFilter>;
