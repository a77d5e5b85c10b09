using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Sales.Dtos.Edits;
using PetShop.Api.Sales.Services.Edits;

namespace PetShop.Api.Sales.Controllers;

/// <summary>Edits of the goods of orders.</summary>
[Route("sales/orders/{id:long}/edits"), Tags("Orders"), Authorize(Policy = Policies.Admin)]
public sealed class OrderEditsController(IOrderEditService edits, ICurrentUser user) : ShopController
{
    /// <summary>Changes the goods of an order, or shows what that would do.</summary>
    /// <remarks>
    /// Admins, but not for their own orders, until the order is paid or everything has shipped. <c>items</c> names how
    /// many units of a product the order is to have. Units that stay keep their price, as do all other lines and
    /// shipping. Additional units become a line of their own, at the product's current price and without promotions.
    /// The invoice is voided and another one issued. With <c>dry_run</c>, nothing is changed, and no stock is checked:
    /// show the effect to the customer, then send <c>total_after</c> as <c>expected_total</c>. Sending an edit again
    /// changes nothing.
    /// </remarks>
    /// <param name="id">The order's id.</param>
    /// <response code="200">The effect and the order.</response>
    /// <response code="400">
    /// A field is invalid (`validation`), or a product that is to be added is not on sale (`product-not-on-sale`).
    /// </response>
    /// <response code="403">The caller is not an admin, or it is the caller's own order (`own-order`).</response>
    /// <response code="409">
    /// The order is paid (`order-paid`). Everything has shipped, or it was cancelled (`status-not-allowed`). More units
    /// would be cancelled than have not shipped (`cancellation-exceeds-order`; `products` lists them). Nothing
    /// would be left (`edit-empties-order`). There is not enough stock (`insufficient-stock`; `items` lists the
    /// products). The total is not `expected_total` (`total-changed`). The order was edited
    /// too often (`order-edited-too-often`). Or the shop's currency, or how it charges tax, was changed since
    /// (`order-settings-changed`). Nothing was changed.
    /// </response>
    [HttpPost, Idempotent, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<OrderEditResponse>> Edit(long id, EditOrderRequest request, CancellationToken ct)
    {
        var edit = await edits.EditAsync(user.Actor, id, request, IfMatch, ct);
        // the version of what a dry run shows is not that of the order
        return edit.DryRun ? OkNoStore(edit) : OkNoStore(edit, edit.Order.Version);
    }
}
