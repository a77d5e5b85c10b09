using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Counts;

namespace PetShop.Api.Products.Controllers;

/// <summary>The stock of many products.</summary>
[Route("products"), Tags("Stock"), Authorize(Policy = Policies.Admin)]
public sealed class StockController(ICurrentUser user) : ShopController
{
    /// <summary>Sets the stock figures of many products after a count.</summary>
    /// <remarks>
    /// Admins. Send it with `dry_run` first: the response shows the differences, and nothing is set. Then send it
    /// without. All lines are set or none. The movements of all lines, also of those whose figure was right, refer to
    /// the `id` of the response.
    /// </remarks>
    /// <response code="200">The differences.</response>
    /// <response code="400">
    /// A line is invalid, names a product that does not exist, or names a product that is on another line.
    /// </response>
    /// <response code="409">
    /// `stock-count-outdated`: a figure is not `expected`; `items` lists these products with their current figures.
    /// </response>
    [HttpPost("stock-counts"), Idempotent]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StockCountResponse>> Count(
        StockCountRequest request, [FromServices] IStockCountService counts, CancellationToken ct) =>
        OkNoStore(await counts.CountAsync(user.Actor, request, ct));

    /// <summary>Lists the products on sale that are low on stock.</summary>
    /// <remarks>
    /// Admins. These are the products whose stock figure is at their `low_stock_threshold` or below or, if they have
    /// none, at the shop's. The most recently added product comes first. `GET /products?low_stock=true` has more
    /// filters and includes hidden products.
    /// </remarks>
    /// <response code="200">A page of products.</response>
    [HttpGet("low-stock")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<LowStockProduct>>> LowStock(
        [FromQuery] LowStockFilter filter, [FromServices] ILowStockQueries stock, CancellationToken ct) =>
        OkNoStore(await stock.ListAsync(filter, ct));
}
