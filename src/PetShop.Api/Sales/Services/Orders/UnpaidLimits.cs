using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Entities.Payments;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Limits how much stock one account may hold in unpaid orders, and how often it may cancel. Joins the caller's unit
/// of work.
/// </summary>
internal sealed class UnpaidLimits(
    IUserService accounts, UnpaidOrderRepository unpaid, IOptions<OrdersOptions> options, TimeProvider clock)
{
    /// <summary>How many open orders a refusal lists.</summary>
    private const int Named = 20;

    private readonly OrdersOptions _options = options.Value;

    /// <summary>
    /// Keeps the account open until the transaction ends. If there are limits, the account's checkouts run one after
    /// another, so that each counts the order that the previous one placed.
    /// </summary>
    public HeldAccount HoldAccount(StatementBatch batch, long userId)
    {
        var contact = accounts.HoldContact(batch, userId, alone: _options.HasLimits);
        var since = clock.GetStoredNow() - UnpaidOrder.CancelledCountsFor;
        return new(userId, contact, _options.HasLimits ? UnpaidOrderRepository.Sum(batch, userId, since) : null);
    }

    /// <summary>Refuses an order that would exceed a limit.</summary>
    /// <param name="account">The account. Its batch must have been sent.</param>
    /// <param name="units">The units in all lines of the new order.</param>
    /// <exception cref="ShopException">
    /// 409: too much is unpaid; the problem lists the orders. 429: too many orders were cancelled within a day.
    /// </exception>
    public async Task RequireRoomAsync(HeldAccount account, int units, CancellationToken ct)
    {
        if (account.Unpaid is not { } sum)
            return;
        if (Passes(sum.Orders + 1, _options.MaxUnpaid) || Passes(sum.Units + units, _options.MaxUnpaidUnits))
            throw SalesProblems.HoldsTooMuch(sum, _options, await NameAsync(account.UserId, ct));
        if (Passes(sum.Cancelled + 1, _options.MaxCancelledPerDay))
            throw SalesProblems.CancelsTooOften(await WaitAsync(account.UserId, clock.GetStoredNow(), ct));
    }

    /// <summary>
    /// The cancelled orders hold no stock any more. Those that customers cancel themselves or do not pay in time count
    /// for a day: either way, they have held stock that nobody paid for.
    /// </summary>
    public async Task StopCountingAsync(Actor actor, IReadOnlyList<Order> cancelled, CancellationToken ct)
    {
        foreach (var group in cancelled.GroupBy(order => actor.IsShop || order.UserId == actor.UserId))
        {
            long[] ids = [.. group.Select(order => order.Id)];
            await (group.Key
                ? unpaid.CancelAsync(ids, group.Max(order => order.UpdatedAt), ct)
                : unpaid.RemoveAsync(ids, ct));
        }
    }

    private static bool Passes(long count, int limit) => limit > 0 && count > limit;

    private async Task<List<UnpaidOrderItem>> NameAsync(long userId, CancellationToken ct) =>
        (await unpaid.ListAsync(userId, Named, ct)).ConvertAll(order => new UnpaidOrderItem
        {
            OrderId = order.OrderId,
            Number = OrderNumber.Of(order.OrderId),
            Units = order.Units,
        });

    /// <summary>The time until enough cancellations are a day old for another order to be allowed.</summary>
    private async Task<TimeSpan> WaitAsync(long userId, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = await unpaid.CancelledAtAsync(userId, _options.MaxCancelledPerDay - 1, ct);
        return (oldest ?? now) + UnpaidOrder.CancelledCountsFor - now;
    }
}

/// <summary>
/// An account that is kept open until the transaction ends. Its values are available after the batch has been sent.
/// </summary>
internal sealed class HeldAccount(long userId, Deferred<AccountContact?> contact, Deferred<UnpaidSum>? unpaid)
{
    public long UserId => userId;

    /// <summary>Null if the account does not exist or was closed.</summary>
    public AccountContact? Contact => contact.Value;

    /// <summary>What the account has in unpaid orders; null if there are no limits.</summary>
    public UnpaidSum? Unpaid => unpaid?.Value;
}
