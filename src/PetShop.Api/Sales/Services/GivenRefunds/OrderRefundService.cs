using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Money;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Refunds;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Credits;
using PetShop.Api.Sales.Services.GiftCards;
using PetShop.Api.Sales.Services.Refunds;
using PetShop.Api.Sales.Services.Returns;

namespace PetShop.Api.Sales.Services.GivenRefunds;

/// <summary>Gives money back without a return.</summary>
public interface IOrderRefundService
{
    /// <summary>Refunds goods, shipping or an amount of a paid order, or gift cards that it has bought.</summary>
    /// <exception cref="ShopException">400: a product or gift card that is not on the order, or decimals that the
    /// currency does not have. 403: the caller's own order. 404. 409: not paid, more than is left of the payment, more
    /// units than can be refunded, a gift card that was spent, gift cards that are not named, a disputed payment, or
    /// store credit for an account that was closed or whose credit is blocked.</exception>
    Task<RefundResponse> RefundAsync(Actor actor, long orderId, RefundOrderRequest request, CancellationToken ct);
}

internal sealed class OrderRefundService(
    IUnitOfWork work, OrderRepository orders, ReturnRepository returns, RefundLedger refunds,
    GiftCardRefunds giftCards, RefundCredits credits, GiftCardSeal seal) : IOrderRefundService
{
    public async Task<RefundResponse> RefundAsync(
        Actor actor, long orderId, RefundOrderRequest request, CancellationToken ct)
    {
        var planned = request.To == RefundDestination.StoreCredit ? await credits.PlanAsync(ct) : null;
        var made = await work.CommitAsync(async () =>
        {
            var order = await orders.LockAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            actor.EnsureNotOwnOrder(order.UserId);
            var cards = await LockGiftCardsAsync(order, request, ct);
            var (amount, given) = cards is null ? await ReadAsync(order, request, ct)
                : (cards.Lines.Sum(line => line.Amount), new GivenRefund(cards.Lines, 0, request.Note));
            var credit = planned is null ? null : await credits.OpenAsync(planned, order, ct);
            var refund = await refunds.BookGivenAsync(actor, order, amount, given, credit, ct);
            if (cards is not null)
                giftCards.TakeBack(actor, cards, refund);
            return new OrderRefund(RefundResponse.From(refund), order.UserId)
            {
                GiftCardId = credit is { Kind: StoreCreditKind.GiftCard } ? credit.Id : null,
                SealedCode = credit is { Kind: StoreCreditKind.GiftCard } ? planned!.SealedCode : null,
            };
        }, ct);
        return made.Refund.SeenBy(actor) with
        {
            GiftCard = made.GiftCardId is { } id ? new(id, seal.Open(made.SealedCode!)) : null,
        };
    }

    private async Task<RefundedGiftCards?> LockGiftCardsAsync(
        Order order, RefundOrderRequest request, CancellationToken ct)
    {
        if (request.GiftCards is { } numbers)
            return await giftCards.LockAsync(order, numbers, ct);
        return order.HoldsGiftCards ? throw GiftCardProblems.AreRefundedOneByOne(order.Id) : null;
    }

    private async Task<(decimal Amount, GivenRefund Given)> ReadAsync(
        Order order, RefundOrderRequest request, CancellationToken ct)
    {
        var currency = Currency.Of(order.Currency);
        if (request.Amount is { } whole)
        {
            SalesProblems.RequireDecimals(order, whole);
            return (whole, new([], 0, request.Note));
        }
        var lines = request.Items is not { } items ? []
            : new ReturnAllowance(order, await returns.SumAsync(order.Id, ct)).Give(items, currency);
        var shipping = request.Shipping is true
            ? order.ChargedForShipping - await refunds.FindGivenShippingAsync(order.Id, ct) : 0;
        var amount = lines.Sum(line => line.Amount) + shipping;
        return amount > 0 ? (amount, new(lines, shipping, request.Note)) : throw RefundProblems.IsNothing();
    }
}

/// <summary>A refund, as it is kept for the repetition of a request.</summary>
/// <param name="UserId">Whose order it is; null for a guest's.</param>
internal sealed record OrderRefund(RefundResponse Refund, long? UserId) : IIdempotentResult
{
    /// <summary>The gift card that a guest gets; null for none.</summary>
    public long? GiftCardId { get; init; }

    /// <summary>Its code, encrypted; null for none.</summary>
    public string? SealedCode { get; init; }

    long IIdempotentResult.OwnerId => new OrderOwner(Refund.OrderId, UserId).DataOwner;
}
