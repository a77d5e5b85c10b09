using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Promotions;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Pricing;
using PetShop.Api.Sales.Entities.Promotions;
using PetShop.Api.Sales.Repositories.Erasure;
using PetShop.Api.Sales.Repositories.Promotions;

namespace PetShop.Api.Sales.Services.Promotions;

/// <summary>
/// Takes the uses of promotions when an order is placed, and gives them back when it is cancelled. Joins the caller's
/// unit of work.
/// </summary>
internal sealed class PromotionLimits(PromotionLimitRepository limits, TimeProvider clock)
{
    /// <summary>
    /// Adds the statement that records the uses of a new order and takes all limits. It costs no round trip of its own.
    /// Add it after the order and before its stock.
    /// </summary>
    /// <param name="applied">What the price calculator applied; each promotion once.</param>
    /// <exception cref="ShopException">
    /// Thrown by the batch: 409 promotion-used-up, with every promotion that can no longer be used and why.
    /// </exception>
    public void Take(
        StatementBatch batch, long orderId, PromotionCustomer customer, IReadOnlyCollection<OrderPromotion> applied)
    {
        if (applied.Count == 0)
            return;
        var uses = applied.Select(use => new TakenPromotion(
            use.PromotionId, use.Code is null ? null : PromotionCode.KeyOf(use.Code), use.Amount)).ToList();
        PromotionLimitRepository.Take(batch, orderId, customer.Key, uses, clock.GetStoredNow(), failures =>
        {
            if (failures.Count > 0)
                throw Refuse(failures, applied);
        });
    }

    /// <summary>
    /// Gives back the uses of cancelled orders, each once. Call it before their stock is returned: promotions are
    /// locked before stock.
    /// </summary>
    public Task ReleaseAsync(IReadOnlyCollection<long> orderIds, CancellationToken ct) =>
        limits.ReleaseAsync([.. orderIds], clock.GetStoredNow(), ct);

    /// <summary>
    /// Forgets who a guest was: the uses of the guest's orders still count for the promotions and their codes, and no
    /// longer for the e-mail address.
    /// </summary>
    public Task ForgetAsync(long[] orderIds, ErasedGuest guest, CancellationToken ct) =>
        limits.RenameCustomerAsync(orderIds, guest.Key, guest.Replacement, ct);

    /// <summary>Records what the promotions take off an edited order. Their uses stay taken.</summary>
    public Task FollowAsync(long orderId, IReadOnlyCollection<OrderPromotion> applied, CancellationToken ct) =>
        applied.Count == 0
            ? Task.CompletedTask
            : limits.SetAmountsAsync(
                orderId, [.. applied.Select(use => (use.PromotionId, use.Amount))], ct);

    private static ShopException Refuse(List<LimitFailure> failures, IEnumerable<OrderPromotion> applied)
    {
        var codes = applied.ToDictionary(use => use.PromotionId, use => use.Code);
        return PromotionProblems.UsedUp([.. failures.OrderBy(failure => failure.PromotionId)
            .ThenBy(failure => failure.Key, StringComparer.Ordinal).DistinctBy(failure => failure.PromotionId)
            .Select(failure => new UsedUpPromotion
            {
                PromotionId = failure.PromotionId,
                Code = codes[failure.PromotionId],
                Reason = ReasonOf(failure.Key),
            })]);
    }

    private static UsedUpReason ReasonOf(string? key) => key switch
    {
        null => UsedUpReason.Withdrawn,
        PromotionCounter.Total => UsedUpReason.Total,
        _ when key.StartsWith(PromotionCounter.OfCode, StringComparison.Ordinal) => UsedUpReason.Code,
        _ => UsedUpReason.Customer,
    };
}

/// <summary>A customer whose uses of promotions are counted.</summary>
/// <param name="Key">Identifies the customer in the counters.</param>
/// <param name="UserId">The account; null for a guest.</param>
internal sealed record PromotionCustomer(string Key, long? UserId)
{
    /// <summary>The guest's key; null for an account.</summary>
    public string? GuestKey => UserId is null ? Key : null;

    public static PromotionCustomer OfAccount(long userId) => new($"user:{userId}", userId);

    /// <summary>A guest counts by e-mail address, ignoring case. The address itself is not kept.</summary>
    public static PromotionCustomer OfGuest(string email) => new(Entities.Guests.GuestKey.Of(email), UserId: null);

    /// <summary>The customer of an order.</summary>
    public static PromotionCustomer Of(Order order) =>
        order.UserId is { } id ? OfAccount(id) : new(order.GuestKey!, UserId: null);
}
