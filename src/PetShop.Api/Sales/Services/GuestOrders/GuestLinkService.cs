using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Services.Guests;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>Makes new links to orders of guests, for admins.</summary>
public interface IGuestLinkService
{
    /// <summary>Makes new links, valid from now on, and records it in the timeline. Earlier links stay valid.</summary>
    /// <exception cref="ShopException">404. 409: the order belongs to an account, or its guest was erased.</exception>
    Task<GuestOrderLinks> IssueAsync(Actor actor, long orderId, CancellationToken ct);
}

internal sealed class GuestLinkService(
    IUnitOfWork work, OrderRepository orders, OrderTimeline timeline, GuestLinks links, TimeProvider clock)
    : IGuestLinkService
{
    public async Task<GuestOrderLinks> IssueAsync(Actor actor, long orderId, CancellationToken ct)
    {
        var made = await links.IssueAsync(orderId, clock.GetUtcNow(), ct);
        return await work.CommitAsync(async () =>
        {
            var owner = await orders.LockAndFindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            if (owner.UserId is not null)
                throw GuestProblems.HasAccount();
            if (owner.IsErased)
                throw GuestProblems.IsErased();
            timeline.GuestLinkIssued(actor, owner);
            return made;
        }, ct);
    }
}
