using PetShop.Api.Core.Time;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Reference;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>Converts requests into promotions. Requests must be validated.</summary>
internal sealed class PromotionTerms(
    IProductCatalogue catalogue, IReferenceQueries reference, ShopCalendar calendar)
{
    /// <summary>
    /// Refuses ids that do not exist. Call it before the unit of work: it may need its own connection.
    /// </summary>
    /// <exception cref="Core.Errors.ShopException">400 with the field of each unknown id.</exception>
    public async Task RequireKnownIdsAsync(ScopeRequest? appliesTo, ScopeRequest? getFrom, CancellationToken ct)
    {
        (string Field, ScopeRequest? Scope)[] scopes = [("applies_to", appliesTo), ("discount.get_from", getFrom)];
        var productIds = scopes.SelectMany(each => each.Scope?.ProductIds ?? []).Distinct().ToList();
        var products = productIds.Count == 0 ? null : await catalogue.FindAsync(productIds, ct);
        var known = await reference.IdsAsync(ct);
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, scope) in scopes)
        {
            Check($"{field}.product_ids", "product", scope?.ProductIds, id => products!.ContainsKey(id));
            Check($"{field}.category_ids", "category", scope?.CategoryIds, known.HasCategory);
            Check($"{field}.brand_ids", "brand", scope?.BrandIds, known.HasBrand);
            Check($"{field}.pet_type_ids", "pet type", scope?.PetTypeIds, known.HasPetType);
        }
        if (errors.Count > 0)
            throw PromotionProblems.AreInvalid(errors);

        void Check(string field, string kind, IReadOnlyList<long>? ids, Func<long, bool> isKnown)
        {
            for (var i = 0; i < (ids?.Count ?? 0); i++)
                if (!isKnown(ids![i]))
                    errors[$"{field}[{i}]"] = [$"There is no {kind} {ids[i]}. Remove it."];
        }
    }

    /// <exception cref="Core.Errors.ShopException">400: fields contradict each other.</exception>
    public Promotion Create(CreatePromotionRequest request)
    {
        var promotion = new Promotion
        {
            Name = request.Name!,
            Description = TextOrNull(request.Description),
            Effect = EffectOf(request.Discount!),
            Scope = ScopeOf(request.AppliesTo),
            IsOnOrder = request.Discount!.Target == DiscountTarget.Order,
            MinimumSubtotal = request.MinimumSubtotal,
            IsFirstOrderOnly = request.FirstOrderOnly ?? false,
            NeedsCode = request.CodeRequired ?? request.Codes is { Count: > 0 },
            StartsAt = StartOf(request.StartsAt),
            EndsAt = EndOf(request.EndsAt),
            IsActive = request.Active ?? true,
            Priority = request.Priority ?? 0,
            IsExclusive = request.Exclusive ?? false,
            MaxUses = request.MaxUses,
            MaxUsesPerCustomer = request.MaxUsesPerCustomer,
            CreatedAt = calendar.Now,
        };
        promotion.MarkCreated();
        RequireConsistent(promotion);
        return promotion;
    }

    /// <inheritdoc cref="Create"/>
    public void Apply(UpdatePromotionRequest patch, Promotion promotion)
    {
        var before = promotion.Offer;
        promotion.Name = patch.Name.Or(promotion.Name)!;
        promotion.Description = TextOrNull(patch.Description.Or(promotion.Description));
        if (patch.Discount is { IsSet: true, Value: { } discount })
        {
            promotion.Effect = EffectOf(discount);
            promotion.IsOnOrder = discount.Target == DiscountTarget.Order;
        }
        if (patch.AppliesTo.IsSet)
            promotion.Scope = ScopeOf(patch.AppliesTo.Value);
        promotion.MinimumSubtotal = patch.MinimumSubtotal.Or(promotion.MinimumSubtotal);
        promotion.IsFirstOrderOnly = patch.FirstOrderOnly.Or(promotion.IsFirstOrderOnly);
        promotion.NeedsCode = patch.CodeRequired.Or(promotion.NeedsCode);
        if (patch.StartsAt.IsSet)
            promotion.StartsAt = StartOf(patch.StartsAt.Value);
        if (patch.EndsAt.IsSet)
            promotion.EndsAt = EndOf(patch.EndsAt.Value);
        promotion.IsActive = patch.Active.Or(promotion.IsActive);
        promotion.Priority = patch.Priority.Or(promotion.Priority);
        promotion.IsExclusive = patch.Exclusive.Or(promotion.IsExclusive);
        promotion.MaxUses = patch.MaxUses.Or(promotion.MaxUses);
        promotion.MaxUsesPerCustomer = patch.MaxUsesPerCustomer.Or(promotion.MaxUsesPerCustomer);
        RequireConsistent(promotion);
        promotion.MarkEdited(calendar.Now, before);
    }

    private static void RequireConsistent(Promotion promotion)
    {
        var errors = new Dictionary<string, string[]>();
        if (promotion.EndsAt <= promotion.StartsAt)
            errors["ends_at"] = ["Give an end that is after starts_at."];
        if (!promotion.Scope.IsAllGoods && promotion.IsOnOrder)
            errors["applies_to"] = ["A discount on the order is on all goods. Leave it out, or set target to items."];
        if (!promotion.Scope.IsAllGoods && promotion.Effect is FreeShipping)
            errors["applies_to"] = ["Free shipping is not on goods. Leave it out."];
        if (errors.Count > 0)
            throw PromotionProblems.AreInvalid(errors);
    }

    private static PromotionEffect EffectOf(DiscountRequest discount) => discount.Type switch
    {
        DiscountType.Percentage => new PercentageOff(discount.Percent!.Value),
        DiscountType.FixedAmount => new AmountOff(discount.Amount!.Value),
        DiscountType.FreeShipping => new FreeShipping(),
        DiscountType.BuyXGetY => new BuyAndGet(
            discount.BuyQuantity!.Value, discount.GetQuantity!.Value,
            discount.GetFrom is null ? null : ScopeOf(discount.GetFrom), discount.Percent ?? 100, discount.MaxSets),
        _ => new Tiered(discount.TierBy == TierBasis.Quantity, [.. discount.Tiers!.Select(TierOf)]),
    };

    private static PromotionTier TierOf(TierRequest tier) => new(
        tier.From!.Value,
        tier.Percent is { } percent ? new PercentageOff(percent) : new AmountOff(tier.Amount!.Value));

    private static PromotionScope ScopeOf(ScopeRequest? scope) => scope is null ? PromotionScope.AllGoods : new()
    {
        ProductIds = [.. scope.ProductIds?.Distinct() ?? []],
        CategoryIds = [.. scope.CategoryIds?.Distinct() ?? []],
        BrandIds = [.. scope.BrandIds?.Distinct() ?? []],
        PetTypeIds = [.. scope.PetTypeIds?.Distinct() ?? []],
    };

    private DateTimeOffset? StartOf(DayOrTime? given) => given is { } time ? calendar.FirstOf(time) : null;

    private DateTimeOffset? EndOf(DayOrTime? given) => given is { } time ? calendar.LastOf(time) : null;

    private static string? TextOrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
