using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Credits;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Credits;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Services.GiftCards;

/// <summary>The gift cards that an order has bought.</summary>
public interface IBoughtGiftCardService
{
    /// <summary>By number.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: the order does not exist.</exception>
    Task<Page<BoughtGiftCardResponse>> ListAsync(
        Actor actor, long orderId, GiftCardFilter filter, CancellationToken ct);

    /// <summary>Makes its code, which only this answer has. The result is kept under the request's key.</summary>
    /// <exception cref="ShopException">403: only the order's customer can. 404. 409: the order is not paid, a payment
    /// of it is disputed or was refunded, or the code was taken before.</exception>
    Task<GiftCardCodeResponse> TakeCodeAsync(Actor actor, long orderId, int number, CancellationToken ct);
}

internal sealed class BoughtGiftCardService(
    IUnitOfWork work, OrderRepository orders, GiftCardRepository cards, StoreCreditLedger ledger,
    OrderTimeline timeline, RefundCredits planning, GiftCardSeal seal) : IBoughtGiftCardService
{
    private const string ListName = "gift-cards";

    public async Task<Page<BoughtGiftCardResponse>> ListAsync(
        Actor actor, long orderId, GiftCardFilter filter, CancellationToken ct)
    {
        var after = Cursor.Decode<int>(ListName, filter.Cursor);
        actor.EnsureMaySee(await orders.FindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId));
        var rows = await cards.ListAsync(orderId, after, filter.Limit + 1, BoughtGiftCardResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, card => Cursor.Encode(ListName, card.Number))
            .Map(card => card.SeenBy(actor));
    }

    public async Task<GiftCardCodeResponse> TakeCodeAsync(
        Actor actor, long orderId, int number, CancellationToken ct)
    {
        var planned = await planning.PlanAsync(ct);
        var taken = await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            actor.EnsureMaySee(order.Owner);
            if (!actor.Owns(order.Owner))
                throw GiftCardProblems.IsOfAnother();
            var card = await RequireUntakenAsync(order, number, ct);
            await ledger.OpenAsync(actor, planned, card, ct);
            timeline.GiftCardCodeTaken(actor, order, card);
            return new TakenGiftCard(BoughtGiftCardResponse.From(card), planned.SealedCode, order.UserId);
        }, ct);
        return new() { GiftCard = taken.Card.SeenBy(actor), Code = seal.Open(taken.SealedCode) };
    }

    /// <exception cref="ShopException">404, 409.</exception>
    private async Task<BoughtGiftCard> RequireUntakenAsync(Order order, int number, CancellationToken ct)
    {
        var card = (await cards.LoadAsync(order.Id, ct)).Find(found => found.Number == number)
            ?? throw GiftCardProblems.NotFound(order.Id, number);
        if (card.RefundNumber is not null)
            throw GiftCardProblems.IsRefunded(number);
        if (card.StoreCreditId is { } creditId)
            throw GiftCardProblems.IsTaken(number, await cards.FindEndingAsync(creditId, ct));
        return await cards.IsPaidAsync(order.Id, ct) && await cards.FindRoomAsync(order.Id, ct) > 0
            ? card : throw GiftCardProblems.IsNotPaid(order.Id);
    }
}

/// <summary>A gift card whose code was taken, as it is kept for the repetition of the request.</summary>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record TakenGiftCard(BoughtGiftCardResponse Card, string SealedCode, long? UserId) : IIdempotentResult
{
    long IIdempotentResult.OwnerId => new OrderOwner(Card.OrderId, UserId).DataOwner;
}
