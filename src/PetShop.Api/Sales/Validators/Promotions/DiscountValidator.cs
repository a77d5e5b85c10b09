using System.Text.Json;
using FluentValidation;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Validation;
using PetShop.Api.Sales.Dtos.Promotions;

namespace PetShop.Api.Sales.Validators.Promotions;

public sealed class DiscountValidator : AbstractValidator<DiscountRequest>
{
    private const int MaxTiers = 20;
    private const int MaxUnits = 1_000;
    private const int MaxSets = 10_000;

    /// <summary>The fields that a type needs, and those that it may have.</summary>
    private static readonly Dictionary<DiscountType, (string[] Needed, string[] Allowed)> Fields = new()
    {
        [DiscountType.Percentage] = (["percent"], ["target"]),
        [DiscountType.FixedAmount] = (["amount"], ["target"]),
        [DiscountType.FreeShipping] = ([], []),
        [DiscountType.BuyXGetY] = (["buy_quantity", "get_quantity"], ["percent", "get_from", "max_sets"]),
        [DiscountType.Tiered] = (["tier_by", "tiers"], ["target"]),
    };

    private static readonly (string Name, Func<DiscountRequest, object?> Of)[] Values =
    [
        ("percent", d => d.Percent), ("amount", d => d.Amount), ("target", d => d.Target),
        ("buy_quantity", d => d.BuyQuantity), ("get_quantity", d => d.GetQuantity), ("get_from", d => d.GetFrom),
        ("max_sets", d => d.MaxSets), ("tier_by", d => d.TierBy), ("tiers", d => d.Tiers),
    ];

    public DiscountValidator(Currency currency)
    {
        RuleFor(d => d.Type).NotNull();
        RuleFor(d => d).Custom(RequireFieldsOfType);
        RuleFor(d => d.Percent).IsPercentOff();
        RuleFor(d => d.Amount).IsAmountOff(currency);
        RuleFor(d => d.BuyQuantity).InclusiveBetween(1, MaxUnits);
        RuleFor(d => d.GetQuantity).InclusiveBetween(1, MaxUnits);
        RuleFor(d => d.MaxSets).InclusiveBetween(1, MaxSets);
        RuleFor(d => d.GetFrom).SetValidator(new ScopeValidator()!);
        RuleFor(d => d.Tiers).Cascade(CascadeMode.Stop)
            .HasSize(1, MaxTiers, tiers => tiers!.Count).WithMessage($"Give 1 to {MaxTiers} tiers.")
            .Must(tiers => tiers is null || tiers.All(tier => tier is not null))
            .WithMessage("A tier must be an object: { … }.");
        RuleForEach(d => d.Tiers).SetValidator(new TierValidator(currency));
        RuleFor(d => d).Custom((discount, context) => RequireAscendingTiers(discount, context, currency));
    }

    private static void RequireFieldsOfType(DiscountRequest discount, ValidationContext<DiscountRequest> context)
    {
        if (discount.Type is not { } type || !Fields.TryGetValue(type, out var fields))
            return;
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());
        foreach (var (field, of) in Values)
        {
            var isGiven = of(discount) is not null;
            if (!isGiven && fields.Needed.Contains(field))
                context.AddFailure(field, $"A discount of the type {name} needs {field}.");
            else if (isGiven && !fields.Needed.Contains(field) && !fields.Allowed.Contains(field))
                context.AddFailure(field, $"A discount of the type {name} has no {field}. Leave it out.");
        }
    }

    private static void RequireAscendingTiers(
        DiscountRequest discount, ValidationContext<DiscountRequest> context, Currency currency)
    {
        decimal? below = null;
        for (var i = 0; i < (discount.Tiers?.Count ?? 0); i++)
        {
            if (discount.Tiers![i]?.From is not { } from)
                continue;
            if (from <= below)
                context.AddFailure($"tiers[{i}].from", "Each tier must begin higher than the one before it.");
            else if (discount.TierBy == TierBasis.Quantity && decimal.Truncate(from) != from)
                context.AddFailure($"tiers[{i}].from", "Give a whole number of units.");
            else if (!currency.Fits(from))
                context.AddFailure($"tiers[{i}].from", PromotionRules.TooManyDecimals(currency));
            below = from;
        }
    }
}

public sealed class TierValidator : AbstractValidator<TierRequest>
{
    public TierValidator(Currency currency)
    {
        RuleFor(t => t.From).NotNull().IsAmountInRange();
        RuleFor(t => t.Percent).IsPercentOff();
        RuleFor(t => t.Amount).IsAmountOff(currency);
        RuleFor(t => t.Percent).Must((tier, percent) => percent is null != tier.Amount is null)
            .WithMessage("Give either percent or amount.");
    }
}

public sealed class ScopeValidator : AbstractValidator<ScopeRequest>
{
    private const int MaxIds = 500;

    public ScopeValidator()
    {
        RuleFor(s => s.ProductIds).AreIds(MaxIds);
        RuleFor(s => s.CategoryIds).AreIds(MaxIds);
        RuleFor(s => s.BrandIds).AreIds(MaxIds);
        RuleFor(s => s.PetTypeIds).AreIds(MaxIds);
        RuleFor(s => s.ProductIds)
            .Must((scope, _) => Count(scope) <= MaxIds || Lists(scope).Any(list => list?.Count > MaxIds))
            .WithMessage($"Give at most {MaxIds} ids in all lists together. Name categories instead of products.");
    }

    private static int Count(ScopeRequest scope) => Lists(scope).Sum(list => list?.Count ?? 0);

    private static IEnumerable<IReadOnlyList<long>?> Lists(ScopeRequest scope) =>
        [scope.ProductIds, scope.CategoryIds, scope.BrandIds, scope.PetTypeIds];
}
