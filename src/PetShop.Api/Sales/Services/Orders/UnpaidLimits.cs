using Microsoft.Extensions.Options;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Sales.Dtos.Orders;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>Keeps one account from emptying the shop: how much it may hold unpaid, and how often it may cancel. Joins the caller's unit of work.</summary>
internal sealed class UnpaidLimits(IUserService accounts, UnpaidOrderRepository unpaid, IOptions<OrdersOptions> options, TimeProvider clock)
{
    /// <summary>How many open orders a refusal names.</summary>
    private const int Named = 20;

    private readonly OrdersOptions _options = options.Value;

    /// <summary>
    /// Holds the account open until the transaction ends. Where there are limits, its checkouts come one after another: each counts what the
    /// one before it placed.
    /// </summary>
    /// <returns>Null where there is no such account, or it was closed.</returns>
    public Task<AccountContact?> HoldAccountAsync(long userId, CancellationToken ct) => accounts.HoldContactAsync(userId, alone: _options.HasLimits, ct);

    /// <summary>Refuses an order that would pass a limit. Call it while the account is held.</summary>
    /// <param name="units">Over all lines of the new order.</param>
    /// <exception cref="ShopException">409: too much is open, which is named. 429: too many were cancelled within a day.</exception>
    public async Task RequireRoomAsync(long userId, int units, CancellationToken ct)
    {
        if (!_options.HasLimits)
            return;
        var now = clock.GetStoredNow();
        var sum = await unpaid.SumAsync(userId, now - UnpaidOrder.CancelledCountsFor, ct);
        if (Passes(sum.Orders + 1, _options.MaxUnpaid) || Passes(sum.Units + units, _options.MaxUnpaidUnits))
            throw SalesProblems.HoldsTooMuch(sum, _options, await NameAsync(userId, ct));
        if (Passes(sum.Cancelled + 1, _options.MaxCancelledPerDay))
            throw SalesProblems.CancelsTooOften(await WaitAsync(userId, now, ct));
    }

    private static bool Passes(long count, int limit) => limit > 0 && count > limit;

    private async Task<List<UnpaidOrderItem>> NameAsync(long userId, CancellationToken ct) =>
        (await unpaid.ListAsync(userId, Named, ct)).ConvertAll(order => new UnpaidOrderItem
        {
            OrderId = order.OrderId,
            Number = OrderNumber.Of(order.OrderId),
            Units = order.Units,
        });

    /// <summary>How long until so many cancellations are a day old that one more is allowed.</summary>
    private async Task<TimeSpan> WaitAsync(long userId, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = await unpaid.CancelledAtAsync(userId, _options.MaxCancelledPerDay - 1, ct);
        return (oldest ?? now) + UnpaidOrder.CancelledCountsFor - now;
    }
}
