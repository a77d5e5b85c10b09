using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Fills the search text of orders that have none: those from before the column existed, and those of closed accounts.
/// Each batch commits, so that an interrupted run continues where it stopped.
/// </summary>
internal sealed class OrderSearchJob(IUnitOfWork work, OrderRepository orders, IUserService accounts) : IJob
{
    private const int Batch = 1_000;

    public string Name => "order-search";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (await work.CommitAsync(() => FillAsync(ct), ct) == Batch)
        {
        }
    }

    /// <returns>The number of orders that were filled.</returns>
    private async Task<int> FillAsync(CancellationToken ct)
    {
        var found = await orders.LockUnsearchableAsync(Batch, ct);
        var contacts = await accounts.FindContactsAsync(
            [.. found.Select(order => order.UserId).OfType<long>().Distinct()], ct);
        foreach (var order in found)
        {
            if (order.UserId is { } id && contacts.TryGetValue(id, out var contact))
                order.FillCustomer(new(id, contact.Name, contact.Email));
            order.FillSearchText();
        }
        return found.Count;
    }
}
