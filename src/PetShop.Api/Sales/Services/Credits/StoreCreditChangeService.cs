using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>Changes store credits, for admins, but not their own.</summary>
public interface IStoreCreditChangeService
{
    /// <summary>Corrects the balance.</summary>
    /// <exception cref="ShopException">400: decimals that the currency does not have. 403: the caller's own credit.
    /// 404. 409: the balance would be below 0, or something is added although the account was closed. 412.</exception>
    Task<StoreCreditResponse> AdjustAsync(
        Actor actor, long id, AdjustStoreCreditRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>Blocks the credit, or allows it to be used again. Doing it twice changes nothing.</summary>
    /// <exception cref="ShopException">403: the caller's own credit. 404. 412.</exception>
    Task<StoreCreditResponse> SetEnabledAsync(
        Actor actor, long id, bool enabled, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class StoreCreditChangeService(
    IUnitOfWork work, StoreCreditRepository credits, StoreCreditLedger ledger, IUserService accounts,
    TimeProvider clock) : IStoreCreditChangeService
{
    public Task<StoreCreditResponse> AdjustAsync(
        Actor actor, long id, AdjustStoreCreditRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, id, ifMatch, (credit, isClosed) =>
        {
            var amount = request.Amount!.Value;
            if (!Currency.Of(credit.Currency).Fits(amount))
                throw ShopException.Invalid("amount", $"{credit.Currency} has fewer decimals than this amount.");
            if (credit.Balance + amount < 0)
                throw CreditProblems.IsTooLow(credit, credit.Balance);
            if (isClosed && amount > 0)
                throw CreditProblems.HasNoAccount();
            ledger.Adjust(actor, credit, amount, isClosed ? ErasedText.OfAccount : request.Reason!);
        }, ct);

    public Task<StoreCreditResponse> SetEnabledAsync(
        Actor actor, long id, bool enabled, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, id, ifMatch, (credit, _) =>
        {
            if (enabled)
                credit.Enable();
            else
                credit.Disable(clock.GetStoredNow());
        }, ct);

    private async Task<StoreCreditResponse> ChangeAsync(
        Actor actor, long id, ExpectedVersion ifMatch, Action<StoreCredit, bool> change, CancellationToken ct) =>
        (await work.CommitAsync(async () =>
        {
            var isClosed = await IsClosedAsync(id, ct);
            var credit = await credits.LockAsync(id, ct) ?? throw CreditProblems.NotFound(id);
            if (credit.UserId == actor.UserId)
                throw CreditProblems.IsOwn();
            ifMatch.Require(credit.Version);
            change(credit, isClosed);
            return new IssuedCredit(StoreCreditResponse.From(credit), SealedCode: null);
        }, ct)).Credit;

    /// <summary>
    /// Whether the credit's account was closed. Accounts are locked before their credits, so that none is closed
    /// meanwhile.
    /// </summary>
    private async Task<bool> IsClosedAsync(long id, CancellationToken ct) =>
        await credits.FindOwnerAsync(id, ct) is { UserId: { } owner }
        && !await accounts.LockOpenForShareAsync(owner, ct);
}
