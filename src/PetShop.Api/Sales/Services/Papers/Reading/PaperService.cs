using Microsoft.Extensions.Options;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Entities.Orders;
using PetShop.Api.Sales.Repositories;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Papers.Pdf;

namespace PetShop.Api.Sales.Services.Papers.Reading;

/// <summary>
/// Invoices and credit notes as PDF and as an electronic invoice. They are always made from the copy of what was
/// issued.
/// </summary>
public interface IPaperService
{
    /// <param name="paper">Null for the shop's.</param>
    /// <exception cref="ShopException">403: another user's. 404: it does not exist. 409: it is not written yet.
    /// 503: too many are printed.</exception>
    Task<PaperFile> PrintInvoiceAsync(Actor actor, long id, PaperFormat? paper, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> ExportInvoiceAsync(Actor actor, long id, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> PrintCreditNoteAsync(Actor actor, long id, PaperFormat? paper, CancellationToken ct);

    /// <inheritdoc cref="PrintInvoiceAsync"/>
    Task<PaperFile> ExportCreditNoteAsync(Actor actor, long id, CancellationToken ct);
}

internal sealed class PaperService(
    InvoiceRepository invoices, PaperRepository papers, PaperPress press, IOptions<PaperOptions> options)
    : IPaperService
{
    public async Task<PaperFile> PrintInvoiceAsync(Actor actor, long id, PaperFormat? paper, CancellationToken ct) =>
        await PrintAsync(await FindInvoiceAsync(actor, id, ct), paper, ct);

    public async Task<PaperFile> ExportInvoiceAsync(Actor actor, long id, CancellationToken ct) =>
        await ExportAsync(await FindInvoiceAsync(actor, id, ct), ct);

    public async Task<PaperFile> PrintCreditNoteAsync(
        Actor actor, long id, PaperFormat? paper, CancellationToken ct) =>
        await PrintAsync(await FindNoteAsync(actor, id, ct), paper, ct);

    public async Task<PaperFile> ExportCreditNoteAsync(Actor actor, long id, CancellationToken ct) =>
        await ExportAsync(await FindNoteAsync(actor, id, ct), ct);

    private async Task<Stored> FindInvoiceAsync(Actor actor, long id, CancellationToken ct)
    {
        var invoice = await invoices.FindAsync(id, found => new Headed(found.OrderId, found.UserId,
            InvoiceRegisterEntry.NumberOf(found.Entry.Series, found.Entry.Year, found.Entry.Sequence)), ct)
            ?? throw ShopException.NotFound($"There is no invoice {id}.");
        actor.EnsureMaySee(new OrderOwner(invoice.OrderId, invoice.UserId));
        var document = invoice.Number is null ? null : await papers.FindInvoiceAsync(id, ct);
        return new($"invoice-{invoice.Number}", document ?? throw PaperProblems.IsNotReady(id));
    }

    private async Task<Stored> FindNoteAsync(Actor actor, long id, CancellationToken ct)
    {
        var note = await papers.FindNoteAsync(id, found => new
        {
            found.OrderId,
            found.UserId,
            Number = InvoiceRegisterEntry.NumberOf(found.Series, found.Year, found.Sequence),
            found.Document,
        }, ct) ?? throw PaperProblems.HasNoNote(id);
        actor.EnsureMaySee(new OrderOwner(note.OrderId, note.UserId));
        return new($"credit-note-{note.Number}", note.Document);
    }

    private async Task<PaperFile> PrintAsync(Stored stored, PaperFormat? paper, CancellationToken ct)
    {
        var size = (paper ?? options.Value.Paper) == PaperFormat.Letter ? PaperSize.Letter : PaperSize.A4;
        return new(stored.Name + ".pdf",
            await press.PrintAsync(stored.Document, new(size, options.Value.NumberForm), ct));
    }

    private async Task<PaperFile> ExportAsync(Stored stored, CancellationToken ct) =>
        new(stored.Name + ".xml", await press.WriteXmlAsync(stored.Document, ct));

    private sealed record Headed(long OrderId, long? UserId, string? Number);

    private sealed record Stored(string Name, string Document);
}

/// <summary>A document to download.</summary>
/// <param name="Name">Of the file: letters, digits and hyphens, which the settings of the series guarantee.</param>
public sealed record PaperFile(string Name, byte[] Content);
