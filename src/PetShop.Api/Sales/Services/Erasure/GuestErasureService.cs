using PetShop.Api.Core.Database;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Entities;
using PetShop.Api.Sales.Entities.Guests;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories.Credits;
using PetShop.Api.Sales.Repositories.Erasure;
using PetShop.Api.Sales.Services.Credits;

namespace PetShop.Api.Sales.Services.Erasure;

/// <summary>Erases personal data of customers without an account, at their request.</summary>
public interface IGuestErasureService
{
    /// <summary>
    /// Does for the orders of guests with this e-mail address what closing an account does for its orders, and ends
    /// their links. Doing it again finds nothing.
    /// </summary>
    /// <exception cref="Core.Errors.ShopException">409: codes of gift cards would be lost.</exception>
    Task<GuestErasureResponse> EraseAsync(Actor actor, string email, CancellationToken ct);
}

internal sealed partial class GuestErasureService(
    ErasureRepository orders, CustomerErasure erasure, OrderTimeline timeline, StoreCreditRepository credits,
    StoreCreditClosing closing, IUnitOfWork work, ILogger<GuestErasureService> logger) : IGuestErasureService
{
    public Task<GuestErasureResponse> EraseAsync(Actor actor, string email, CancellationToken ct) =>
        work.CommitAsync(async () =>
        {
            var key = GuestKey.Of(email);
            if (await orders.LockAllAsync(key, ct) is not [var first, ..] ids)
                return new GuestErasureResponse();
            await closing.RequireNoCodesAsync(ids, ct);
            timeline.GuestErased(actor, ids);
            var erased = await erasure.EraseAsync(actor, new(ids, ErasedText.OfGuest)
            {
                Guest = new(key, GuestKey.OfErased(first)),
            }, ct);
            await credits.EraseNotesAsync([.. ids], ErasedText.OfGuest, ct);
            await work.EraseKeptResultsAsync([.. ids.Select(id => new OrderOwner(id, UserId: null).DataOwner)], ct);
            work.OnCommitted(() => LogErased(actor.UserId, erased.All));
            return new GuestErasureResponse
            {
                Orders = erased.All,
                OrdersCancelled = erased.Cancelled,
                OrdersWithoutAddress = erased.WithoutAddress,
                OrdersWithAddress = erased.All - erased.WithoutAddress,
            };
        }, ct);

    [LoggerMessage(LogLevel.Warning, "Account {ActorId} erased the data of a guest on {Orders} orders")]
    private partial void LogErased(long actorId, int orders);
}
