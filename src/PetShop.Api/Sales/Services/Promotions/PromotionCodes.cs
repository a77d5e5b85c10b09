using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Text;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>Adds codes to a promotion that is locked. Joins the caller's unit of work.</summary>
internal sealed class PromotionCodes(PromotionCodeRepository codes, ShopCalendar calendar)
{
    /// <summary>A generated code is never taken in practice.</summary>
    private const int Tries = 10;

    public Task<bool> AnyAsync(long promotionId, CancellationToken ct) => codes.AnyAsync(promotionId, ct);

    /// <param name="given">Valid codes, none of them twice.</param>
    /// <exception cref="ShopException">400 duplicate-code, with the field of each code that is taken.</exception>
    public async Task AddAsync(long promotionId, IReadOnlyList<string> given, int? maxUses, CancellationToken ct)
    {
        var keys = given.Select(KeyOf).ToArray();
        var added = (await codes.AddAsync(promotionId, keys, [.. given], maxUses, calendar.Now, ct)).ToHashSet();
        if (added.Count == keys.Length)
            return;
        var owners = await codes.FindOwnersAsync(keys, ct);
        throw PromotionProblems.AreTaken(keys.Select((key, i) => (Key: key, Index: i))
            .Where(code => !added.Contains(code.Key))
            .Select(code => (code.Index, owners.TryGetValue(code.Key, out var owner) ? owner : (long?)null)));
    }

    /// <summary>Adds random codes.</summary>
    /// <returns>The codes, as they are shown.</returns>
    public async Task<List<string>> GenerateAsync(
        long promotionId, int count, string? prefix, int? maxUses, CancellationToken ct)
    {
        var made = new Dictionary<string, string>(count);
        for (var attempt = 1; made.Count < count; attempt++)
        {
            if (attempt > Tries)
                throw new InvalidOperationException($"No {count} free codes were found in {Tries} tries.");
            var drawn = Enumerable.Range(made.Count, count - made.Count)
                .Select(_ => prefix + RandomCode.New(RandomCode.Unguessable)).DistinctBy(KeyOf).ToDictionary(KeyOf);
            foreach (var key in await codes.AddAsync(
                promotionId, [.. drawn.Keys], [.. drawn.Values], maxUses, calendar.Now, ct))
                made[key] = drawn[key];
        }
        return [.. made.Values];
    }

    private static string KeyOf(string code) =>
        PromotionCode.KeyOf(code) ?? throw new ArgumentException($"'{code}' is not a valid code.", nameof(code));
}

/// <summary>Manages the codes of promotions, for admins. Requests must be validated.</summary>
public interface IPromotionCodeService
{
    /// <exception cref="ShopException">404.</exception>
    Task<Page<PromotionCodeResponse>> ListAsync(long promotionId, PromotionCodeFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">400: a code is taken. 404. 409: the promotion needs no code.</exception>
    Task<CreatedCodesResponse> AddAsync(long promotionId, CreateCodesRequest request, CancellationToken ct);

    /// <summary>Removes a code, whether it was used or not. Its uses are kept.</summary>
    /// <exception cref="ShopException">404.</exception>
    Task RemoveAsync(long promotionId, string code, CancellationToken ct);
}

internal sealed class PromotionCodeService(
    IUnitOfWork work, PromotionRepository promotions, PromotionCodeRepository codes, PromotionCodes adding)
    : IPromotionCodeService
{
    private const string ListName = "promotion-codes";

    public async Task<Page<PromotionCodeResponse>> ListAsync(
        long promotionId, PromotionCodeFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<string?>(ListName, filter.Cursor);
        if (await promotions.FindAsync(promotionId, ct) is null)
            throw PromotionProblems.NotFound(promotionId);
        var rows = await codes.ListAsync(promotionId, after, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, code => Cursor.Encode<string?>(ListName, code.Key)).Map(Show);
    }

    public Task<CreatedCodesResponse> AddAsync(
        long promotionId, CreateCodesRequest request, CancellationToken ct) => work.CommitAsync(async () =>
        {
            // A code that was removed and has a limit now counts its earlier uses. No order must use it or give a use
            // back meanwhile: the counter would differ from them for ever.
            var promotion = await promotions.LockAsync(promotionId, alone: request.MaxUses is not null, ct)
                ?? throw PromotionProblems.NotFound(promotionId);
            if (!promotion.NeedsCode)
                throw PromotionProblems.IsAutomatic();
            var added = request.Codes;
            if (added is null)
                added = await adding.GenerateAsync(
                    promotionId, request.Count!.Value, request.Prefix, request.MaxUses, ct);
            else
                await adding.AddAsync(promotionId, added, request.MaxUses, ct);
            return new CreatedCodesResponse { Codes = added, MaxUses = request.MaxUses };
        }, ct);

    public Task RemoveAsync(long promotionId, string code, CancellationToken ct) => work.CommitAsync(async () =>
    {
        if (await promotions.LockAsync(promotionId, alone: true, ct) is null)
            throw PromotionProblems.NotFound(promotionId);
        if (PromotionCode.KeyOf(code) is not { } key || !await codes.RemoveAsync(promotionId, key, ct))
            throw PromotionProblems.HasNoCode(code);
    }, ct);

    private static PromotionCodeResponse Show(CodeRow row)
    {
        var isMinimum = row.MaxUses is null && row.Uses > PromotionRepository.CountedUpTo;
        return new(row.Code, row.MaxUses, isMinimum ? PromotionRepository.CountedUpTo : row.Uses, isMinimum,
            row.CreatedAt);
    }
}
