using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Guests;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Services.GuestOrders;
using PetShop.Api.Sales.Services.Papers.Reading;

namespace PetShop.Api.Sales.Controllers.Papers;

/// <summary>Invoices and credit notes of guests' orders, by the order's link.</summary>
[Route("sales/orders/guest/{id:long}"), Tags("Guests"), AllowAnonymous]
public sealed class GuestDocumentsController(IGuestPaperService papers, ICurrentUser user) : ShopController
{
    /// <summary>Downloads an invoice of a guest's order as PDF.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="invoiceId">The invoice's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="paper">The size of the paper; the shop's by default.</param>
    /// <response code="200">The PDF.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the invoice belongs to another order.
    /// </response>
    /// <response code="404">The order or invoice does not exist, or the token is not for it.</response>
    /// <response code="409">The invoice has no number and document yet (`document-not-ready`).</response>
    [HttpGet("invoices/{invoice_id:long}/document.pdf"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Pdf)]
    public async Task<ActionResult> PrintInvoice(
        long id, [FromRoute(Name = "invoice_id")] long invoiceId, [Credential] string? token, PaperFormat? paper,
        CancellationToken ct) =>
        Download(await papers.PrintInvoiceAsync(user.Actor, new(id, invoiceId, token), paper, ct));

    /// <summary>Downloads an invoice of a guest's order as an electronic invoice.</summary>
    /// <remarks>Anyone with the order's link. EN 16931 in the syntax UBL 2.1.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="invoiceId">The invoice's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The XML.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the invoice belongs to another order.
    /// </response>
    /// <response code="404">The order or invoice does not exist, or the token is not for it.</response>
    /// <response code="409">The invoice has no number and document yet (`document-not-ready`).</response>
    [HttpGet("invoices/{invoice_id:long}/document.xml"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Xml)]
    public async Task<ActionResult> ExportInvoice(
        long id, [FromRoute(Name = "invoice_id")] long invoiceId, [Credential] string? token, CancellationToken ct) =>
        Download(await papers.ExportInvoiceAsync(user.Actor, new(id, invoiceId, token), ct));

    /// <summary>Lists the credit notes of a guest's order, newest first.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">A page of credit notes.</response>
    /// <response code="403">The link has expired (`order-link-expired`).</response>
    /// <response code="404">The order does not exist, or the token is not for it.</response>
    [HttpGet("credit-notes")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<CreditNoteResponse>>> ListCreditNotes(
        long id, [FromQuery] GuestListQuery query, CancellationToken ct) =>
        OkNoStore(await papers.ListAsync(user.Actor, id, query, ct));

    /// <summary>Downloads a credit note of a guest's order as PDF.</summary>
    /// <remarks>Anyone with the order's link.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="creditNoteId">The credit note's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <param name="paper">The size of the paper; the shop's by default.</param>
    /// <response code="200">The PDF.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the credit note belongs to another order.
    /// </response>
    /// <response code="404">The order or credit note does not exist, or the token is not for it.</response>
    [HttpGet("credit-notes/{credit_note_id:long}/document.pdf"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Pdf)]
    public async Task<ActionResult> PrintCreditNote(
        long id, [FromRoute(Name = "credit_note_id")] long creditNoteId, [Credential] string? token,
        PaperFormat? paper, CancellationToken ct) =>
        Download(await papers.PrintCreditNoteAsync(user.Actor, new(id, creditNoteId, token), paper, ct));

    /// <summary>Downloads a credit note of a guest's order as an electronic invoice.</summary>
    /// <remarks>Anyone with the order's link. EN 16931 in the syntax UBL 2.1.</remarks>
    /// <param name="id">The order's id.</param>
    /// <param name="creditNoteId">The credit note's id.</param>
    /// <param name="token">The token of the link.</param>
    /// <response code="200">The XML.</response>
    /// <response code="403">
    /// The link has expired (`order-link-expired`), or the credit note belongs to another order.
    /// </response>
    /// <response code="404">The order or credit note does not exist, or the token is not for it.</response>
    [HttpGet("credit-notes/{credit_note_id:long}/document.xml"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Xml)]
    public async Task<ActionResult> ExportCreditNote(
        long id, [FromRoute(Name = "credit_note_id")] long creditNoteId, [Credential] string? token,
        CancellationToken ct) =>
        Download(await papers.ExportCreditNoteAsync(user.Actor, new(id, creditNoteId, token), ct));

    private FileContentResult Download(PaperFile file) =>
        FileNoStore(file.Content, PaperTypes.Of(file.Name), file.Name);
}
