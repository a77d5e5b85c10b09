using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Repositories.Credits;

namespace PetShop.Api.Sales.Services.Credits;

/// <summary>Replaces codes of gift cards that were lost or seen by others, for admins.</summary>
public interface IGiftCardCodeService
{
    /// <summary>Gives the card a new code, which only this answer has.</summary>
    /// <exception cref="ShopException">404. 409: the credit of an account, which has no code. 412.</exception>
    Task<IssuedStoreCreditResponse> ReplaceAsync(Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed partial class GiftCardCodeService(
    IUnitOfWork work, StoreCreditRepository credits, GiftCardSeal seal, TimeProvider clock,
    ILogger<GiftCardCodeService> logger) : IGiftCardCodeService
{
    public async Task<IssuedStoreCreditResponse> ReplaceAsync(
        Actor actor, long id, ExpectedVersion ifMatch, CancellationToken ct)
    {
        var code = GiftCardCode.New();
        var sealedCode = seal.Seal(code);
        var replaced = await work.CommitAsync(async () =>
        {
            var credit = await credits.LockAsync(id, ct) ?? throw CreditProblems.NotFound(id);
            if (credit.Kind != StoreCreditKind.GiftCard)
                throw CreditProblems.HasNoCode();
            ifMatch.Require(credit.Version);
            credit.ReplaceCode(GiftCardCode.Of(code)!, actor.AccountId, clock.GetStoredNow());
            work.OnCommitted(() => LogReplaced(actor.UserId, id));
            return new IssuedCredit(StoreCreditResponse.From(credit), sealedCode);
        }, ct);
        return new() { StoreCredit = replaced.Credit, Code = seal.Open(replaced.SealedCode!) };
    }

    [LoggerMessage(LogLevel.Warning, "Account {ActorId} replaced the code of gift card {CreditId}")]
    private partial void LogReplaced(long actorId, long creditId);
}
