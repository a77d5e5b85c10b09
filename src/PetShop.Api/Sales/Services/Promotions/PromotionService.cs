using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>A promotion that was just read or written, with the version that If-Match compares.</summary>
public sealed record VersionedPromotion(PromotionResponse Promotion, long Version) : IIdempotentResult
{
    /// <summary>It contains no personal data.</summary>
    long IIdempotentResult.OwnerId => 0;
}

/// <summary>Manages promotions, for admins. Requests must be validated.</summary>
public interface IPromotionService
{
    Task<Page<PromotionResponse>> ListAsync(PromotionFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">404.</exception>
    Task<VersionedPromotion> GetAsync(long id, CancellationToken ct);

    /// <summary>The orders that used it, the newest first.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task<Page<PromotionUseResponse>> ListUsesAsync(long id, PromotionUseFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">
    /// 400: an id does not exist, fields contradict each other, or a code is taken. 409: there are too many.
    /// </exception>
    Task<VersionedPromotion> CreateAsync(CreatePromotionRequest request, CancellationToken ct);

    /// <exception cref="ShopException">
    /// 400: an id does not exist, or fields contradict each other. 404. 409: there are too many, or it has codes. 412:
    /// it was changed since.
    /// </exception>
    Task<VersionedPromotion> UpdateAsync(
        long id, UpdatePromotionRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: an order used it; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class PromotionService(
    IUnitOfWork work, PromotionRepository promotions, PromotionLimitRepository limits, PromotionCodes codes,
    PromotionTerms terms, PromotionTable table, Currency currency) : IPromotionService
{
    /// <summary>Every order is priced with all of these.</summary>
    private const int MaxAutomatic = 100;
    private const int MaxWithCodes = 1_000;
    private const string ListName = "promotions";
    private const string UsesName = "promotion-uses";

    public async Task<Page<PromotionResponse>> ListAsync(PromotionFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var key = filter.Code is null ? null : PromotionCode.KeyOf(filter.Code) ?? "";
        var rows = await promotions.ListAsync(
            new(filter.Active, filter.CodeRequired, key), before, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, row => Cursor.Encode<long?>(ListName, row.Promotion.Id)).Map(Show);
    }

    public async Task<VersionedPromotion> GetAsync(long id, CancellationToken ct)
    {
        var found = await promotions.FindAsync(id, ct) ?? throw PromotionProblems.NotFound(id);
        return new(Show(found), found.Promotion.Version);
    }

    public async Task<Page<PromotionUseResponse>> ListUsesAsync(
        long id, PromotionUseFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(UsesName, filter.Cursor);
        if (await promotions.FindAsync(id, ct) is null)
            throw PromotionProblems.NotFound(id);
        var rows = await promotions.ListUsesAsync(id, before, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, use => Cursor.Encode<long?>(UsesName, use.OrderId)).Map(Show);
    }

    public async Task<VersionedPromotion> CreateAsync(CreatePromotionRequest request, CancellationToken ct)
    {
        await terms.RequireKnownIdsAsync(request.AppliesTo, request.Discount!.GetFrom, ct);
        return await work.CommitAsync(async () =>
        {
            await promotions.LockAllAsync(ct);
            var promotion = terms.Create(request);
            await promotions.AddAsync(promotion, ct);
            await RequireRoomAsync(promotion, ct);
            if (request.Codes is { Count: > 0 } given)
                await codes.AddAsync(promotion.Id, given, maxUses: null, ct);
            work.InvalidateAfterCommit(table.DropAsync);
            return new VersionedPromotion(Show(new PromotionWithUses(promotion, Uses: 0)), promotion.Version);
        }, ct);
    }

    public async Task<VersionedPromotion> UpdateAsync(
        long id, UpdatePromotionRequest patch, ExpectedVersion ifMatch, CancellationToken ct)
    {
        await terms.RequireKnownIdsAsync(patch.AppliesTo.Value, patch.Discount.Value?.GetFrom, ct);
        // Orders must not use it while a limit appears or disappears: its counters are made anew.
        var isLimitSet = patch.MaxUses.IsSet || patch.MaxUsesPerCustomer.IsSet || patch.FirstOrderOnly.IsSet;
        await work.CommitAsync(async () =>
        {
            await promotions.LockAllAsync(ct);
            var promotion = await LockAsync(id, alone: isLimitSet, ifMatch, ct);
            var (hadTotal, hadEach) = (promotion.MaxUses is not null, promotion.LimitPerCustomer is not null);
            terms.Apply(patch, promotion);
            if (!promotion.NeedsCode && await codes.AnyAsync(id, ct))
                throw PromotionProblems.HasCodes();
            await promotions.SaveAsync(ct);
            await RequireRoomAsync(promotion, ct);
            await limits.CountAgainAsync(promotion, total: hadTotal != promotion.MaxUses is not null,
                customers: hadEach != promotion.LimitPerCustomer is not null, ct);
            work.InvalidateAfterCommit(table.DropAsync);
        }, ct);
        return await GetAsync(id, ct);
    }

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var promotion = await LockAsync(id, alone: true, ifMatch, ct);
        if (await limits.IsUsedAsync(id, ct))
            throw PromotionProblems.IsUsed();
        await promotions.RemoveAsync(promotion, ct);
        work.InvalidateAfterCommit(table.DropAsync);
    }, ct);

    private async Task<Promotion> LockAsync(long id, bool alone, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var promotion = await promotions.LockAsync(id, alone, ct) ?? throw PromotionProblems.NotFound(id);
        ifMatch.Require(promotion.Version);
        return promotion;
    }

    /// <summary>Call it after the promotion was written.</summary>
    private async Task RequireRoomAsync(Promotion promotion, CancellationToken ct)
    {
        var most = promotion.NeedsCode ? MaxWithCodes : MaxAutomatic;
        if (!promotion.HasEnded(promotion.UpdatedAt)
            && await promotions.CountAsync(promotion.NeedsCode, promotion.UpdatedAt, ct) > most)
            throw PromotionProblems.TooMany(promotion.NeedsCode, most);
    }

    private PromotionResponse Show(PromotionWithUses row) =>
        PromotionResponse.From(row.Promotion, currency.Code, row.Uses, PromotionRepository.CountedUpTo);

    private static PromotionUseResponse Show(UseRow use) => new()
    {
        OrderId = use.OrderId,
        OrderNumber = OrderNumber.Of(use.OrderId),
        UserId = use.UserId,
        Amount = use.Amount,
        Currency = use.Currency,
        Code = use.CodeKey,
        UsedAt = use.UsedAt,
        ReleasedAt = use.ReleasedAt,
    };
}
