using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Core.Time;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>Issues store credit, for admins.</summary>
public interface IStoreCreditIssueService
{
    /// <summary>Adds credit to an account, or makes a gift card, whose code only this answer has.</summary>
    /// <exception cref="ShopException">400: the account does not exist, decimals that the currency does not have, or an
    /// end in the past. 403: the caller's own account. 409: the account's credit is blocked.</exception>
    Task<IssuedStoreCreditResponse> IssueAsync(Actor actor, IssueStoreCreditRequest request, CancellationToken ct);
}

internal sealed class StoreCreditIssueService(
    IUnitOfWork work, StoreCreditLedger ledger, RefundCredits planning, GiftCardSeal seal, IUserService accounts,
    ShopCalendar calendar, Currency currency) : IStoreCreditIssueService
{
    public async Task<IssuedStoreCreditResponse> IssueAsync(
        Actor actor, IssueStoreCreditRequest request, CancellationToken ct)
    {
        var amount = request.Amount!.Value;
        if (!currency.Fits(amount))
            throw ShopException.Invalid("amount", $"{currency.Code} has fewer decimals than this amount.");
        if (request.UserId == actor.UserId)
            throw CreditProblems.IsOwn();
        var expiresAt = request.ExpiresAt is { } end ? calendar.LastOf(end) : (DateTimeOffset?)null;
        if (expiresAt <= calendar.Now)
            throw ShopException.Invalid("expires_at", "Give a time in the future.");
        var planned = await planning.PlanAsync(ct);
        var issued = await work.CommitAsync(async () =>
        {
            if (request.UserId is { } account && !await accounts.LockOpenForShareAsync(account, ct))
                throw ShopException.Invalid("user_id", $"There is no account {account}.");
            var credit = await ledger.OpenAsync(actor, request.UserId is { } userId
                ? StoreCredit.OfAccount(planned.Id, userId, currency.Code, expiresAt, calendar.Now)
                : StoreCredit.OfCode(planned.Id, planned.Code, currency.Code, expiresAt, calendar.Now),
                amount, request.Note, ct);
            return new IssuedCredit(
                StoreCreditResponse.From(credit), request.UserId is null ? planned.SealedCode : null);
        }, ct);
        return new()
        {
            StoreCredit = issued.Credit,
            Code = issued.SealedCode is { } kept ? seal.Open(kept) : null,
        };
    }
}

/// <summary>A store credit, as it is kept for the repetition of a request.</summary>
/// <param name="SealedCode">The code of a gift card, encrypted; null for an account's credit.</param>
internal sealed record IssuedCredit(StoreCreditResponse Credit, string? SealedCode) : IIdempotentResult
{
    long IIdempotentResult.OwnerId => Credit.UserId ?? 0;
}
