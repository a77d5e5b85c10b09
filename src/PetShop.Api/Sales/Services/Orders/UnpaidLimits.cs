using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Guests;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Buyers;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Limits how much stock a customer may hold in unpaid orders, and how often the customer may cancel. Accounts are
/// counted by themselves, guests by e-mail address and by the address that they come from. Joins the caller's unit of
/// work.
/// </summary>
internal sealed class UnpaidLimits(
    IUserService accounts, UnpaidOrderRepository unpaid, IOptions<OrdersOptions> options, TimeProvider clock)
{
    /// <summary>How many open orders a refusal lists.</summary>
    private const int Named = 20;

    private readonly OrdersOptions _options = options.Value;

    /// <summary>
    /// Keeps the account open until the transaction ends. If there are limits, the customer's checkouts run one after
    /// another, so that each counts the order that the previous one placed.
    /// </summary>
    public HeldBuyer Hold(StatementBatch batch, Buyer buyer)
    {
        var since = clock.GetStoredNow() - UnpaidOrder.CancelledCountsFor;
        return buyer.Guest is { } guest
            ? HoldGuest(batch, guest, buyer.Cart.ClientKey!, since)
            : HoldAccount(batch, buyer.UserId!.Value, since);
    }

    /// <summary>Refuses an order that would exceed a limit.</summary>
    /// <param name="buyer">The customer. The batch must have been sent.</param>
    /// <param name="units">The units in all lines of the new order.</param>
    /// <exception cref="ShopException">
    /// 409: too much is unpaid; for an account, the problem lists the orders. 429: too many orders
    /// were cancelled within a day.
    /// </exception>
    public async Task RequireRoomAsync(HeldBuyer buyer, int units, CancellationToken ct)
    {
        if (buyer.Counts.FirstOrDefault(count => count.IsPassedBy(units)) is { } passed)
            throw buyer.UserId is { } userId
                ? SalesProblems.HoldsTooMuch(passed.Sum.Value, _options, await NameAsync(userId, ct))
                : GuestProblems.HoldsTooMuch();
        if (buyer.Counts.FirstOrDefault(count => count.IsCancelledTooOften) is { } often)
            throw SalesProblems.CancelsTooOften(await WaitAsync(often, clock.GetStoredNow(), ct));
    }

    /// <summary>
    /// The cancelled orders hold no stock any more. Those that customers cancel themselves or do not pay in time count
    /// for a day: either way, they have held stock that nobody paid for.
    /// </summary>
    public async Task StopCountingAsync(Actor actor, IReadOnlyList<Order> cancelled, CancellationToken ct)
    {
        foreach (var group in cancelled.GroupBy(order => actor.IsShop || actor.Owns(order.Owner)))
        {
            long[] ids = [.. group.Select(order => order.Id)];
            await (group.Key
                ? unpaid.CancelAsync(ids, group.Max(order => order.UpdatedAt), ct)
                : unpaid.RemoveAsync(ids, ct));
        }
    }

    private HeldBuyer HoldAccount(StatementBatch batch, long userId, DateTimeOffset since)
    {
        var contact = accounts.HoldContact(batch, userId, alone: _options.HasLimits);
        return new(userId, contact, _options.HasLimits
            ? [Count(batch, UnpaidOrderRepository.OfAccount(userId), since,
                new(_options.MaxUnpaid, _options.MaxUnpaidUnits, _options.MaxCancelledPerDay))]
            : []);
    }

    private HeldBuyer HoldGuest(StatementBatch batch, GuestContact guest, byte[] clientKey, DateTimeOffset since)
    {
        var contact = new Deferred<AccountContact?>(guest.AsContact);
        if (!_options.HasGuestLimits)
            return new(null, contact, []);
        var guestKey = GuestKey.Of(guest.Email);
        UnpaidOrderRepository.LockGuest(batch, guestKey, clientKey);
        return new(null, contact,
        [
            Count(batch, UnpaidOrderRepository.OfGuest(guestKey), since,
                new(_options.MaxUnpaidGuest, _options.MaxUnpaidGuestUnits, _options.MaxCancelledPerDay)),
            Count(batch, UnpaidOrderRepository.OfClient(clientKey), since,
                new(_options.MaxUnpaidAddress, _options.MaxUnpaidAddressUnits, _options.MaxCancelledPerDayAddress)),
        ]);
    }

    private static UnpaidCount Count(
        StatementBatch batch, FormattableString whose, DateTimeOffset since, UnpaidLimit limit) =>
        new(whose, UnpaidOrderRepository.Sum(batch, whose, since), limit);

    private async Task<List<UnpaidOrderItem>> NameAsync(long userId, CancellationToken ct) =>
        (await unpaid.ListAsync(userId, Named, ct)).ConvertAll(order => new UnpaidOrderItem
        {
            OrderId = order.OrderId,
            Number = OrderNumber.Of(order.OrderId),
            Units = order.Units,
        });

    /// <summary>The time until enough cancellations are a day old for another order to be allowed.</summary>
    private async Task<TimeSpan> WaitAsync(UnpaidCount often, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = await unpaid.CancelledAtAsync(often.Whose, often.Limit.Cancelled - 1, ct);
        return (oldest ?? now) + UnpaidOrder.CancelledCountsFor - now;
    }
}

/// <summary>
/// A customer whose account, if there is one, is kept open until the transaction ends. Its values are available after
/// the batch has been sent.
/// </summary>
/// <param name="userId">The account; null for a guest.</param>
/// <param name="counts">What is counted, the customer's own count first; none if there are no limits.</param>
internal sealed class HeldBuyer(
    long? userId, Deferred<AccountContact?> contact, IReadOnlyList<UnpaidCount> counts)
{
    public long? UserId => userId;

    /// <summary>Null if the account does not exist or was closed.</summary>
    public AccountContact? Contact => contact.Value;

    public IReadOnlyList<UnpaidCount> Counts => counts;
}

/// <summary>Unpaid orders that are counted together.</summary>
internal sealed record UnpaidCount(FormattableString Whose, Deferred<UnpaidSum> Sum, UnpaidLimit Limit)
{
    public bool IsCancelledTooOften => Passes(Sum.Value.Cancelled + 1, Limit.Cancelled);

    public bool IsPassedBy(int units) =>
        Passes(Sum.Value.Orders + 1, Limit.Orders) || Passes(Sum.Value.Units + units, Limit.Units);

    private static bool Passes(long count, int limit) => limit > 0 && count > limit;
}

/// <summary>The limits of a count; 0 is no limit.</summary>
/// <param name="Orders">Orders at the same time.</param>
/// <param name="Units">Units in them.</param>
/// <param name="Cancelled">Orders that were cancelled within a day.</param>
internal readonly record struct UnpaidLimit(int Orders, int Units, int Cancelled);
