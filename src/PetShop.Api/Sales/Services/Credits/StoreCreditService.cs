using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>Reads store credits.</summary>
public interface IStoreCreditService
{
    /// <summary>The caller's own; for an admin, all. The newest first.</summary>
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    Task<Page<StoreCreditResponse>> ListAsync(Actor actor, StoreCreditFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: a gift card or another user's credit. 404: it does not exist.</exception>
    Task<StoreCreditResponse> GetAsync(Actor actor, long id, CancellationToken ct);

    /// <summary>What has changed the balance, the newest first.</summary>
    /// <exception cref="ShopException">403: a gift card or another user's credit. 404: it does not exist.</exception>
    Task<Page<StoreCreditMovementResponse>> ListMovementsAsync(
        Actor actor, long id, StoreCreditMovementFilter filter, CancellationToken ct);

    /// <summary>What is left of a gift card.</summary>
    /// <exception cref="ShopException">409: it cannot be used. 429: too many codes that do not exist were
    /// tried.</exception>
    Task<GiftCardBalanceResponse> FindBalanceAsync(Actor actor, string code, CancellationToken ct);
}

internal sealed class StoreCreditService(StoreCreditRepository credits, StoreCreditTender tender) : IStoreCreditService
{
    private const string ListName = "store-credits";
    private const string MovementsName = "store-credit-movements";

    public async Task<Page<StoreCreditResponse>> ListAsync(
        Actor actor, StoreCreditFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var criteria = new CreditCriteria(
            AdminFilters.UserId(actor, filter.UserId), filter.Kind, filter.CodeEnding?.ToUpperInvariant());
        var rows = await credits.ListAsync(criteria, before, filter.Limit + 1, StoreCreditResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, credit => Cursor.Encode<long?>(ListName, credit.Id));
    }

    public async Task<StoreCreditResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var found = await credits.FindAsync(id, StoreCreditResponse.FromEntity, ct)
            ?? throw CreditProblems.NotFound(id);
        actor.EnsureMaySee(found.UserId);
        return found;
    }

    public async Task<Page<StoreCreditMovementResponse>> ListMovementsAsync(
        Actor actor, long id, StoreCreditMovementFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<int?>(MovementsName, filter.Cursor);
        var owner = await credits.FindOwnerAsync(id, ct) ?? throw CreditProblems.NotFound(id);
        actor.EnsureMaySee(owner.UserId);
        var rows = await credits.ListMovementsAsync(
            id, before, filter.Limit + 1, StoreCreditMovementResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, movement => Cursor.Encode<int?>(MovementsName, movement.Number))
            .Map(movement => movement.SeenBy(actor));
    }

    public async Task<GiftCardBalanceResponse> FindBalanceAsync(Actor actor, string code, CancellationToken ct)
    {
        var card = await tender.FindCardAsync(actor, code, ct);
        return new()
        {
            Balance = card.Amount, Currency = card.Credit.Currency, ExpiresAt = card.Credit.ExpiresAt,
        };
    }
}
