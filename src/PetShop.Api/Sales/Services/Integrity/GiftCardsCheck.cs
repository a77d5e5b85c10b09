using PetShop.Api.Core.Integrity;
using PetShop.Api.Sales.Repositories.Integrity;

namespace PetShop.Api.Sales.Services.Integrity;

/// <summary>Gift cards are worth what they cost, once.</summary>
internal sealed class GiftCardsCheck(CreditFaultRepository credits) : IIntegrityCheck
{
    public string Name => "gift-cards";

    public string Promise =>
        "Each order of gift cards has one for each unit, whose credit is worth its price; what was refunded was taken "
        + "back.";

    public Task<CheckedPart> CheckAsync(long from, CancellationToken ct) => credits.CheckGiftCardsAsync(from, ct);
}
