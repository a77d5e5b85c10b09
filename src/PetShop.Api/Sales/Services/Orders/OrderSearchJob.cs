using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Orders;

/// <summary>
/// Makes orders searchable that are not: those from before searches looked through a text of their own, and those of accounts that were closed.
/// Each batch commits, so that it goes on where it was stopped.
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

    /// <returns>How many were filled.</returns>
    private async Task<int> FillAsync(CancellationToken ct)
    {
        var found = await orders.LockUnsearchableAsync(Batch, ct);
        var contacts = await accounts.FindContactsAsync([.. found.Select(order => order.UserId).Distinct()], ct);
        foreach (var order in found)
        {
            if (contacts.TryGetValue(order.UserId, out var contact))
                order.FillCustomer(new(order.UserId, contact.Name, contact.Email));
            order.FillSearchText();
        }
        return found.Count;
    }
}
