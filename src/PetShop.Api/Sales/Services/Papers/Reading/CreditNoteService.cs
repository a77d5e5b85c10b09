using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories.Papers;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>Reads credit notes.</summary>
public interface ICreditNoteService
{
    /// <summary>The caller's own, the newest first; for a guest with a link, those of its order; for an admin, all.
    /// </summary>
    /// <exception cref="ShopException">400: a filter that only admins may use.</exception>
    Task<Page<CreditNoteResponse>> ListAsync(Actor actor, CreditNoteFilter filter, CancellationToken ct);

    /// <exception cref="ShopException">403: another user's. 404: it does not exist.</exception>
    Task<CreditNoteResponse> GetAsync(Actor actor, long id, CancellationToken ct);
}

internal sealed class CreditNoteService(PaperRepository papers) : ICreditNoteService
{
    private const string ListName = "credit-notes";

    public async Task<Page<CreditNoteResponse>> ListAsync(Actor actor, CreditNoteFilter filter, CancellationToken ct)
    {
        var before = Cursor.Decode<long?>(ListName, filter.Cursor);
        var rows = await papers.ListNotesAsync(new()
        {
            UserId = actor.LinkedId is null ? AdminFilters.UserId(actor, filter.UserId) : null,
            OrderId = actor.LinkedId ?? filter.OrderId,
            InvoiceId = filter.InvoiceId,
        }, before, filter.Limit + 1, CreditNoteResponse.FromEntity, ct);
        return Page.From(rows, filter.Limit, note => Cursor.Encode<long?>(ListName, note.Id))
            .Map(note => note.Linked());
    }

    public async Task<CreditNoteResponse> GetAsync(Actor actor, long id, CancellationToken ct)
    {
        var note = await papers.FindNoteAsync(id, CreditNoteResponse.FromEntity, ct)
            ?? throw PaperProblems.HasNoNote(id);
        actor.EnsureMaySee(new OrderOwner(note.OrderId, note.UserId));
        return note.Linked();
    }
}
