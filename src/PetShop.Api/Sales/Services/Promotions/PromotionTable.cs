using System.Collections.Frozen;
using System.Text.Json;
using PetShop.Api.Core.Cache;
using PetShop.Api.Core.Json;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Promotions;
using PetShop.Api.Sales.Services.Pricing.Baskets;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>A promotion as it is offered to customers.</summary>
/// <param name="StartsAt">Null: at once.</param>
/// <param name="EndsAt">Exclusive; null: it does not end.</param>
/// <param name="IsLimited">Whether its uses are counted.</param>
/// <param name="UpdatedAt">When it was created or changed.</param>
internal sealed record PromotionOffer(
    PromotionRule Rule, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, bool IsLimited, DateTimeOffset UpdatedAt)
{
    /// <param name="code">The code that was given for it, as it is shown; null for none.</param>
    public static PromotionOffer Of(Promotion promotion, string? code) => new(
        new()
        {
            Id = promotion.Id,
            Name = promotion.Name,
            Code = code,
            Effect = promotion.Effect,
            Scope = promotion.Scope,
            IsOnOrder = promotion.IsOnOrder,
            MinimumSubtotal = promotion.MinimumSubtotal,
            Priority = promotion.Priority,
            IsExclusive = promotion.IsExclusive,
        }, promotion.StartsAt, promotion.EndsAt, promotion.IsLimited, promotion.UpdatedAt);

    /// <summary>Whether it began or was changed after a time.</summary>
    public bool ChangedSince(DateTimeOffset time) => UpdatedAt > time || StartsAt > time;

    public bool AppliesAt(DateTimeOffset now) => !(now < StartsAt) && !(EndsAt <= now);

    /// <summary>The same with a scope in which ids are found quickly.</summary>
    public PromotionOffer Indexed() => this with { Rule = Rule with { Scope = Rule.Scope.Indexed() } };
}

/// <summary>All automatic promotions that are active and have not ended, as read from the database.</summary>
/// <param name="Ending">What they offer until a known end, and what others offered that ended last.</param>
internal sealed record PromotionOffers(IReadOnlyList<PromotionOffer> Automatic, IReadOnlyList<AutomaticOffer> Ending)
{
    /// <summary>The same with scopes in which ids are found quickly.</summary>
    public PromotionOffers Indexed() => new(
        [.. Automatic.Select(offer => offer.Indexed())],
        [.. Ending.Select(offer => offer with { Scope = offer.Scope.Indexed() })]);
}

file static class Scopes
{
    public static PromotionScope Indexed(this PromotionScope scope) => new()
    {
        ProductIds = scope.ProductIds.ToFrozenSet(),
        CategoryIds = scope.CategoryIds.ToFrozenSet(),
        BrandIds = scope.BrandIds.ToFrozenSet(),
        PetTypeIds = scope.PetTypeIds.ToFrozenSet(),
    };
}

/// <summary>
/// The automatic promotions in memory, so that they cost an order no query. The shop's cache keeps them coherent: a
/// change is seen at once on its node and within 100 ms on others. Promotions with codes are not kept here; they are
/// read together with their codes.
/// </summary>
internal sealed class PromotionTable(IShopCache cache, ShopJson json, TimeProvider clock)
{
    private const string Tag = "promotions";

    /// <summary>How many promotions that have ended are kept, so that carts can name them.</summary>
    private const int MaxEnded = 100;

    private static readonly TimeSpan EndedFor = TimeSpan.FromDays(30);

    private static readonly CacheEntry Entry =
        new("sales:promotions", TimeSpan.FromMinutes(10), Tag) { Kind = ReadKind.Free };

    private volatile Loaded? _loaded;

    /// <summary>
    /// Those of them that have started and not ended now, and up to 100 that ended in the last 30 days. Call it before
    /// the unit of work: it may need its own connection.
    /// </summary>
    public async ValueTask<PromotionOffers> CurrentAsync(CancellationToken ct)
    {
        var rows = json.For<PromotionOffers>();
        var bytes = (await cache.GetOrReadAsync<PromotionLookupRepository, PromotionOffers>(
            Entry, rows, ReadAsync, ct))!;
        var loaded = _loaded;
        if (loaded?.Tag != bytes.ETag)
            _loaded = loaded = new(bytes.ETag, JsonSerializer.Deserialize(bytes.Utf8, rows)!.Indexed());
        var now = clock.GetUtcNow();
        return loaded.Offers with { Automatic = [.. loaded.Offers.Automatic.Where(offer => offer.AppliesAt(now))] };
    }

    /// <summary>After a change of a promotion.</summary>
    public Task DropAsync() => cache.RemoveAsync([Tag]);

    private async Task<PromotionOffers?> ReadAsync(PromotionLookupRepository promotions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var automatic = await promotions.ListAutomaticAsync(now, ct);
        var ended = await promotions.ListEndedAsync(now - EndedFor, now, MaxEnded, ct);
        return new(automatic.ConvertAll(promotion => PromotionOffer.Of(promotion, code: null)),
            [.. automatic.Concat(ended).DistinctBy(promotion => promotion.Id)
                .SelectMany(promotion => promotion.Offers).Where(offer => offer.Until is not null)]);
    }

    private sealed record Loaded(string Tag, PromotionOffers Offers);
}
