using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Entities.Credits;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Refunds;
using PetShop.Api.Sales.Repositories.Credits;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Services.GiftCards;

/// <summary>
/// Takes gift cards back whose price is refunded, so that nobody spends what was given back. Joins the caller's unit of
/// work, which must hold the order's lock.
/// </summary>
internal sealed class GiftCardRefunds(
    GiftCardRepository cards, StoreCreditRepository stored, StoreCreditLedger ledger)
{
    /// <summary>The gift cards that a refund names, and the credits of those that have codes, locked.</summary>
    /// <param name="numbers">Each once.</param>
    /// <exception cref="ShopException">400: the order has no such gift card. 409: it was refunded, or something of it
    /// was spent.</exception>
    public async Task<RefundedGiftCards> LockAsync(Order order, IReadOnlyList<int> numbers, CancellationToken ct)
    {
        var all = (await cards.LoadAsync(order.Id, ct)).ToDictionary(card => card.Number);
        var errors = numbers.Select((number, i) => (Field: $"gift_cards[{i}]", Number: number))
            .Where(wanted => !all.ContainsKey(wanted.Number))
            .ToDictionary(wanted => wanted.Field, wanted => new[] { $"The order has no gift card {wanted.Number}." });
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Name only gift cards of the order.") { Errors = errors };
        var wanted = numbers.Select(number => all[number]).ToList();
        if (wanted.Find(card => card.RefundNumber is not null) is { } refunded)
            throw GiftCardProblems.IsRefunded(refunded.Number);
        // All of the order: they can be spent only together.
        var credits = await stored.LockAsync([.. all.Values.Select(card => card.StoreCreditId).OfType<long>()], ct);
        return wanted.Find(card => card.StoreCreditId is { } id && credits[id].Balance < card.Amount) is { } spent
            ? throw GiftCardProblems.IsSpent(spent.Number)
            : new(wanted, credits, await cards.FindRoomAsync(order.Id, ct));
    }

    /// <exception cref="ShopException">409: the shop no longer holds what they cost, because others of the order were
    /// spent.</exception>
    public void TakeBack(Actor actor, RefundedGiftCards refunded, Refund refund)
    {
        if (refund.Amount > refunded.Room)
            throw SalesProblems.ExceedsPayment(Math.Max(0, refunded.Room), refund.Currency);
        foreach (var card in refunded.Cards)
        {
            card.Refund(refund.Number);
            if (card.StoreCreditId is { } id)
                ledger.TakeBack(actor, refunded.Credits[id], card, refund.Number);
        }
    }
}

/// <summary>Gift cards whose price is refunded.</summary>
/// <param name="Credits">Of all gift cards of the order by id, locked.</param>
/// <param name="Room">What can be spent or refunded of them.</param>
internal sealed record RefundedGiftCards(
    IReadOnlyList<BoughtGiftCard> Cards, IReadOnlyDictionary<long, StoreCredit> Credits, decimal Room)
{
    /// <summary>What they cost.</summary>
    public IReadOnlyList<RefundLine> Lines => [.. Cards.GroupBy(card => card.ProductId)
        .Select(of => RefundLine.Of(of.Key, of.Count(), of.Sum(card => card.Amount)))];
}
