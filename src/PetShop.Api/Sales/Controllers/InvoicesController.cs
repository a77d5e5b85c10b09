using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Invoices;
using PetShop.Api.Sales.Services.Invoices;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Invoices: made with the order, paid, made void, refunded.</summary>
[Route("sales/invoices"), Authorize(Policy = Policies.SignedIn), Tags("Invoices")]
public sealed class InvoicesController(IInvoiceService invoices, IInvoiceIssuing issuing, IInvoiceStatusService statuses, ICurrentUser user) : ShopController
{
    /// <summary>Lists invoices, newest first.</summary>
    /// <remarks>Anyone signed in: their own. Admins: all, and the filter <c>user_id</c>.</remarks>
    /// <response code="200">A page of invoices.</response>
    [HttpGet, ProducesResponseType<Page<InvoiceResponse>>(StatusCodes.Status200OK)]
    public async Task<ActionResult> List([FromQuery] InvoiceFilter filter, CancellationToken ct) =>
        Private(await invoices.ListAsync(user.Actor, filter, ct));

    /// <summary>Reads an invoice.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    [HttpGet("{id:long}"), ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Get(long id, CancellationToken ct) => Answer(await invoices.GetAsync(user.Actor, id, ct));

    /// <summary>Issues an invoice in the place of a void one.</summary>
    /// <remarks>Admins, not for their own orders. An order gets its invoice when it is placed; another can only follow when that one is void. The amount is the order's.</remarks>
    /// <response code="201">The invoice.</response>
    /// <response code="403">The caller is no admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">The order has a valid invoice (`invoice-exists`), or was cancelled (`order-cancelled`).</response>
    [HttpPost, Idempotent, Authorize(Policy = Policies.Admin), ProducesResponseType<InvoiceResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult> Issue(IssueInvoiceRequest request, CancellationToken ct)
    {
        var issued = await issuing.IssueAsync(user.Actor, request, ct);
        return CreatedPrivate($"/sales/invoices/{issued.Id}", issued);
    }

    /// <summary>Changes when an invoice is due.</summary>
    /// <remarks>Admins, not for their own orders, while it is pending. Nothing else of an issued invoice ever changes.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    /// <response code="403">The caller is no admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">It is no longer pending (`invoice-not-pending`).</response>
    [HttpPut("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Update(long id, UpdateInvoiceRequest request, CancellationToken ct) =>
        Answer(await statuses.UpdateAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Marks an invoice paid, void or refunded.</summary>
    /// <remarks>
    /// Admins, not for their own orders. pending → paid or void, paid → refunded. What is left of a paid invoice is booked as a refund when it
    /// is set to refunded. Overdue is computed and cannot be set.
    /// </remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="200">The invoice.</response>
    /// <response code="403">The caller is no admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">The status cannot change to this one (`status-not-allowed`): `allowed` lists those it can.</response>
    [HttpPatch("{id:long}/status"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType<InvoiceResponse>(StatusCodes.Status200OK)]
    public async Task<ActionResult> Move(long id, InvoiceStatusRequest request, CancellationToken ct) =>
        Answer(await statuses.MoveAsync(user.Actor, id, request, IfMatch, ct));

    /// <summary>Makes an invoice void.</summary>
    /// <remarks>Admins, not for their own orders, while it is pending. It is never erased: it stays readable, and its number is not given again.</remarks>
    /// <param name="id">The invoice's id.</param>
    /// <response code="204">It is void.</response>
    /// <response code="403">The caller is no admin, or the order is the caller's own (`own-order`).</response>
    /// <response code="409">It is no longer pending (`status-not-allowed`).</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.Admin), ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Void(long id, CancellationToken ct)
    {
        await statuses.VoidAsync(user.Actor, id, IfMatch, ct);
        return DonePrivate();
    }

    private ObjectResult Answer(InvoiceResponse invoice) => Private(invoice, invoice.Version);
}
