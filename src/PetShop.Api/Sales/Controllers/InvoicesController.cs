using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Services.Invoices;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Invoices: issued with the order, paid, voided, refunded.</summary>
[Route("sales/invoices"), Tags("Invoices"), Authorize(Policy = Policies.SignedIn)]
public sealed class InvoicesController(
    IInvoiceService invoices, IInvoiceIssueService issuing, IInvoiceStatusService statuses, ICurrentUser user)
    : ShopController
{
    /// <summary>Lists invoices, newest first.</summary>
    /// <remarks>Any signed-in user: their own. Admins: all, with the filter <c>user_id</c>.</remarks>
    /// <response code="200">A page of invoices.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<InvoiceResponse>>> List(
        [FromQuery] InvoiceFilter filter, CancellationToken ct) =>
        OkNoStore(await invoices.ListAsync(user.Actor, filter, ct));

    /// <summary>Reads an invoice.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    [HttpGet("{id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> Get(long id, CancellationToken ct) =>
        Answer(await invoices.GetAsync(user.Actor, id, ct));

    /// <summary>Issues an invoice that replaces a void one.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. An order gets its invoice when it is placed; another one can be issued
    /// only if that is void. The amount is the order's.
    /// </remarks>
    /// <response code="201">The invoice.</response>
    /// <response code="403">The caller is not an admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">
    /// The order already has a valid invoice (`invoice-exists`), or was cancelled (`order-cancelled`).
    /// </response>
    [HttpPost, Authorize(Policy = Policies.Admin), Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<InvoiceResponse>> Issue(IssueInvoiceRequest request, CancellationToken ct)
    {
        var issued = await issuing.IssueAsync(user.Actor, request, ct);
        return CreatedNoStore($"/sales/invoices/{issued.Id}", issued);
    }

    /// <summary>Changes an invoice's due date.</summary>
    /// <remarks>
    /// Admins, but not for their own orders, while the invoice is pending. No other field of an issued invoice ever
    /// changes.
    /// </remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    /// <response code="403">The caller is not an admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">The invoice is no longer pending (`invoice-not-pending`).</response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> Update(
        long id, UpdateInvoiceRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Marks an invoice as paid, void or refunded.</summary>
    /// <remarks>
    /// Admins, but not for their own orders. pending → paid or void, paid → refunded. Setting a paid invoice to
    /// refunded records a refund of what is left of it. Overdue is computed and cannot be set.
    /// </remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    /// <response code="403">The caller is not an admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">
    /// This status change is not allowed (`status-not-allowed`): `allowed` lists the possible ones.
    /// </response>
    [HttpPatch("{id:long}/status"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<InvoiceResponse>> Move(
        long id, InvoiceStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Voids an invoice.</summary>
    /// <remarks>
    /// Admins, but not for their own orders, while the invoice is pending. It is never deleted: it can still be read,
    /// and its number is not reused.
    /// </remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="204">The invoice is void.</response>
    /// <response code="403">The caller is not an admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">The invoice is no longer pending (`status-not-allowed`).</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.Admin), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Void(long id, CancellationToken ct)
    {
        await statuses.VoidAsync(user.Actor, id, IfMatch, ct);
        return NoContentNoStore();
    }

    private ActionResult<InvoiceResponse> Answer(InvoiceResponse invoice) => OkNoStore(invoice, invoice.Version);
}
