using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Papers;
using PetShop.Api.Sales.Services.Papers.Reading;

namespace PetShop.Api.Sales.Controllers.Papers;

/// <summary>Invoices as files.</summary>
[Route("sales/invoices/{id:long}"), Tags("Invoices"), Authorize(Policy = Policies.SignedIn)]
public sealed class InvoiceDocumentsController(IPaperService papers, ICurrentUser user) : ShopController
{
    /// <summary>Downloads an invoice as PDF.</summary>
    /// <remarks>Its owner or an admin. It is always printed as it was issued, whatever has changed since.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <param name="paper">The size of the paper; the shop's by default.</param>
    /// <response code="200">The PDF.</response>
    /// <response code="409">The invoice has no number and document yet (`document-not-ready`).</response>
    [HttpGet("document.pdf"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Pdf)]
    public async Task<ActionResult> Print(long id, PaperFormat? paper, CancellationToken ct) =>
        Download(await papers.PrintInvoiceAsync(user.Actor, id, paper, ct));

    /// <summary>Downloads an invoice as an electronic invoice.</summary>
    /// <remarks>Its owner or an admin. EN 16931 in the syntax UBL 2.1, with the same amounts as the PDF.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The XML.</response>
    /// <response code="409">The invoice has no number and document yet (`document-not-ready`).</response>
    [HttpGet("document.xml"), SendsHeader(PaperTypes.NameHeader)]
    [ProducesResponseType<FileContentResult>(StatusCodes.Status200OK, PaperTypes.Xml)]
    public async Task<ActionResult> Export(long id, CancellationToken ct) =>
        Download(await papers.ExportInvoiceAsync(user.Actor, id, ct));

    private FileContentResult Download(PaperFile file) =>
        FileNoStore(file.Content, PaperTypes.Of(file.Name), file.Name);
}
