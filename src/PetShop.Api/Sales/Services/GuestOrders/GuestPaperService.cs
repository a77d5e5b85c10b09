using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Services.Guests;
using PetShop.Api.Sales.Services.Papers.Reading;

namespace PetShop.Api.Sales.Services.GuestOrders;

/// <summary>
/// Invoices and credit notes of a guest's order as files, by its link. Without a valid token, the order does not exist;
/// with an expired one, the refusal is a 403 order-link-expired.
/// </summary>
public interface IGuestPaperService
{
    /// <summary>The newest first, with links that contain the token.</summary>
    /// <exception cref="ShopException">403, 404.</exception>
    Task<Page<CreditNoteResponse>> ListAsync(Actor actor, long orderId, GuestListQuery query, CancellationToken ct);

    /// <param name="paper">Null for the shop's.</param>
    /// <exception cref="ShopException">403, 404. 409: it is not written yet. 503: too many are printed.</exception>
    Task<PaperFile> PrintInvoiceAsync(Actor actor, GuestPaper wanted, PaperFormat? paper, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> ExportInvoiceAsync(Actor actor, GuestPaper wanted, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> PrintCreditNoteAsync(Actor actor, GuestPaper wanted, PaperFormat? paper, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> ExportCreditNoteAsync(Actor actor, GuestPaper wanted, CancellationToken ct);
}

internal sealed class GuestPaperService(GuestLinks links, ICreditNoteService notes, IPaperService papers)
    : IGuestPaperService
{
    public async Task<Page<CreditNoteResponse>> ListAsync(
        Actor actor, long orderId, GuestListQuery query, CancellationToken ct) =>
        (await notes.ListAsync(await links.OpenAsync(actor, orderId, query.Token, ct),
            new() { Cursor = query.Cursor, Limit = query.Limit }, ct)).Map(note => note.LinkedFor(query.Token!));

    public async Task<PaperFile> PrintInvoiceAsync(
        Actor actor, GuestPaper wanted, PaperFormat? paper, CancellationToken ct) =>
        await papers.PrintInvoiceAsync(await OpenAsync(actor, wanted, ct), wanted.Id, paper, ct);

    public async Task<PaperFile> ExportInvoiceAsync(Actor actor, GuestPaper wanted, CancellationToken ct) =>
        await papers.ExportInvoiceAsync(await OpenAsync(actor, wanted, ct), wanted.Id, ct);

    public async Task<PaperFile> PrintCreditNoteAsync(
        Actor actor, GuestPaper wanted, PaperFormat? paper, CancellationToken ct) =>
        await papers.PrintCreditNoteAsync(await OpenAsync(actor, wanted, ct), wanted.Id, paper, ct);

    public async Task<PaperFile> ExportCreditNoteAsync(Actor actor, GuestPaper wanted, CancellationToken ct) =>
        await papers.ExportCreditNoteAsync(await OpenAsync(actor, wanted, ct), wanted.Id, ct);

    private ValueTask<Actor> OpenAsync(Actor actor, GuestPaper wanted, CancellationToken ct) =>
        links.OpenAsync(actor, wanted.OrderId, wanted.Token, ct);
}

/// <summary>An invoice or credit note of a guest's order.</summary>
/// <param name="Id">Of the invoice or credit note.</param>
/// <param name="Token">The token of the link; null if it is missing.</param>
public readonly record struct GuestPaper(long OrderId, long Id, string? Token);
