using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Services.Papers.Reading;

namespace PetShop.Api.Sales.Controllers.Papers;

/// <summary>Credit notes: issued for refunds, and for invoices that are cancelled.</summary>
[Route("sales/credit-notes"), Tags("Invoices"), Authorize(Policy = Policies.SignedIn)]
public sealed class CreditNotesController(ICreditNoteService notes, IPaperService papers, ICurrentUser user)
    : ShopController
{
    /// <summary>Lists credit notes, newest first.</summary>
    /// <remarks>
    /// Any signed-in user: their own. Admins: all, with the filter <c>user_id</c>. A credit note is issued about a
    /// second after the refund of an invoice, or after an invoice that has a number was cancelled without payment.
    /// </remarks>
    /// <response code="200">A page of credit notes.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<CreditNoteResponse>>> List(
        [FromQuery] CreditNoteFilter filter, CancellationToken ct) =>
        OkNoStore(await notes.ListAsync(user.Actor, filter, ct));

    /// <summary>Reads a credit note.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The credit note's id.</param>
    /// <response code="200">The credit note.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<CreditNoteResponse>> Get(long id, CancellationToken ct) =>
        OkNoStore(await notes.GetAsync(user.Actor, id, ct));

    /// <summary>Downloads a credit note as PDF.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The credit note's id.</param>
    /// <param name="paper">The size of the paper; the shop's by default.</param>
    /// <response code="200">The PDF.</response>
    [HttpGet("{id:long}/document.pdf"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Pdf)]
    public async Task<ActionResult> Print(long id, PaperFormat? paper, CancellationToken ct) =>
        Download(await papers.PrintCreditNoteAsync(user.Actor, id, paper, ct));

    /// <summary>Downloads a credit note as an electronic invoice.</summary>
    /// <remarks>Its owner or an admin. EN 16931 in the syntax UBL 2.1.</remarks>
    /// <param name="id">The credit note's id.</param>
    /// <response code="200">The XML.</response>
    [HttpGet("{id:long}/document.xml"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Xml)]
    public async Task<ActionResult> Export(long id, CancellationToken ct) =>
        Download(await papers.ExportCreditNoteAsync(user.Actor, id, ct));

    private FileContentResult Download(PaperFile file) =>
        FileNoStore(file.Content, PaperTypes.Of(file.Name), file.Name);
}
