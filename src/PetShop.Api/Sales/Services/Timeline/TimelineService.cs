using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Timeline;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;

namespace PetShop.Api.Sales.Services.Timeline;

/// <summary>Reads what happened to orders, and adds notes to it.</summary>
public interface ITimelineService
{
    /// <summary>What happened to the order, the newest first. Only admins see internal entries and who caused
    /// them.</summary>
    /// <exception cref="ShopException">403: another user's order. 404: the order does not exist.</exception>
    Task<Page<TimelineEntryResponse>> ListAsync(
        Actor actor, long orderId, TimelineFilter filter, CancellationToken ct);

    /// <summary>Adds a note.</summary>
    /// <exception cref="ShopException">403: another user's order, or an internal note of a caller who is not an admin.
    /// 404: the order does not exist. 409: the customer has written too many notes on it.</exception>
    Task<TimelineEntryResponse> AddNoteAsync(
        Actor actor, long orderId, OrderNoteRequest request, CancellationToken ct);
}

internal sealed class TimelineService(
    IUnitOfWork work, OrderRepository orders, OrderEventRepository events, OrderTimeline timeline) : ITimelineService
{
    /// <summary>How many notes a customer can write on one order.</summary>
    private const int MaxCustomerNotes = 20;

    private const string ListName = "timeline";

    /// <summary>A customer's list is another one: positions in it count only what the customer sees.</summary>
    private const string CustomerListName = "timeline-of-customer";

    private static readonly ProblemType TooManyNotes = new(
        "too-many-notes", "The order has too many notes.", ProblemKind.Conflict)
    {
        Example = "You have written 20 notes on this order, which is the maximum.",
    };

    public async Task<Page<TimelineEntryResponse>> ListAsync(
        Actor actor, long orderId, TimelineFilter filter, CancellationToken ct)
    {
        var list = actor.IsAdmin ? ListName : CustomerListName;
        var before = Cursor.Decode<int?>(list, filter.Cursor);
        actor.EnsureMaySee(await orders.FindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId));
        var rows = await events.ListAsync(orderId, actor.IsAdmin, before, filter.Limit + 1, ct);
        return Page.From(rows, filter.Limit, row => Cursor.Encode<int?>(list, row.Position))
            .Map(row => TimelineEntryResponse.From(row.Event).SeenBy(actor));
    }

    public Task<TimelineEntryResponse> AddNoteAsync(
        Actor actor, long orderId, OrderNoteRequest request, CancellationToken ct) => work.CommitAsync(async () =>
        {
            var owner = await orders.LockAndFindOwnerAsync(orderId, ct) ?? throw SalesProblems.HasNoOrder(orderId);
            actor.EnsureMaySee(owner);
            var isInternal = IsInternal(actor, owner, request.Visibility);
            if (actor.Owns(owner))
                await RequireRoomAsync(orderId, ct);
            var note = timeline.Note(actor, owner, request.Text!.Trim(), isInternal);
            return TimelineEntryResponse.From(note).SeenBy(actor);
        }, ct);

    private static bool IsInternal(Actor actor, OrderOwner owner, NoteVisibility? visibility)
    {
        if (visibility == NoteVisibility.Internal && !actor.IsAdmin)
            throw ShopException.Forbidden("Only admins can write internal notes. Leave visibility out.");
        return visibility is { } given ? given == NoteVisibility.Internal : !actor.Owns(owner);
    }

    private async Task RequireRoomAsync(long orderId, CancellationToken ct)
    {
        if (await events.CountCustomerNotesAsync(orderId, ct) >= MaxCustomerNotes)
            throw new ShopException(
                TooManyNotes, $"You have written {MaxCustomerNotes} notes on this order, which is the maximum.");
    }
}
