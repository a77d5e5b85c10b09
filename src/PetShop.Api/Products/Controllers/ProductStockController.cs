using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Counts;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Controllers;

/// <summary>A product's stock figure and its movements.</summary>
[Route("products/{id:long}/stock"), Tags("Stock"), Authorize(Policy = Policies.Admin)]
public sealed class ProductStockController(IStockMovementQueries movements, ICurrentUser user) : ShopController
{
    /// <summary>Reads a product's stock.</summary>
    /// <remarks>
    /// Admins. The exact figure, to be sent as `expected` with the next one, and how the product may be sold. The ETag
    /// is the product's.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="200">The stock.</response>
    /// <response code="404">The product does not exist.</response>
    [HttpGet, SendsVersion]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ProductStockResponse>> GetStock(
        long id, [FromServices] IProductQueries queries, CancellationToken ct)
    {
        var found = await queries.GetForAdminAsync(ProductLocator.OfId(id), ct);
        return OkNoStore(ProductStockResponse.From(found.Product), found.Version);
    }

    /// <summary>Sets the number of units on hand, if it still is the expected one.</summary>
    /// <remarks>
    /// Admins. Read the stock, count it, and send the figure that you read as `expected`. If units were sold
    /// in the meantime, nothing is changed, and the response contains the current figure. The count is recorded as a
    /// movement with the reason `counted`, also if the figure was right. The product's ETag and `updated_at` do not
    /// change.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="200">The product as admins see it, with the new figure.</response>
    /// <response code="400">A figure is missing or invalid.</response>
    /// <response code="404">The product does not exist.</response>
    /// <response code="409">
    /// `stock-changed`: the stock is not `expected`; `stock_quantity` is the current figure.
    /// </response>
    /// <response code="412">It was changed since the ETag in If-Match.</response>
    [HttpPut, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<ProductResponse>> Set(
        long id, SetStockRequest request, [FromServices] IStockCountService counts,
        [FromServices] IProductQueries queries, CancellationToken ct)
    {
        await counts.SetAsync(user.Actor, id, request.Quantity!.Value, request.Expected!.Value, IfMatch, ct);
        var found = await queries.GetForAdminAsync(ProductLocator.OfId(id), ct);
        return OkNoStore(found.Product, found.Version);
    }

    /// <summary>Lists a product's movements, the newest first.</summary>
    /// <remarks>
    /// Admins. The balance of each movement is the one before plus its quantity. The movements of a removed product can
    /// still be read.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="200">A page of movements.</response>
    /// <response code="404">There never was such a product.</response>
    [HttpGet("movements")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<StockMovementResponse>>> List(
        long id, [FromQuery] StockMovementFilter filter, CancellationToken ct) =>
        OkNoStore(await movements.ListAsync(id, filter, ct));

    /// <summary>Reads a movement.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <param name="movement">The movement's id.</param>
    /// <response code="200">The movement.</response>
    /// <response code="404">The product has no such movement.</response>
    [HttpGet("movements/{movement:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<StockMovementResponse>> Get(long id, long movement, CancellationToken ct) =>
        OkNoStore(await movements.GetAsync(id, movement, ct));

    /// <summary>Records a delivery, a correction or a loss.</summary>
    /// <remarks>
    /// Admins. Changes the figure by `quantity`, whatever it is now. Send an Idempotency-Key, so that a repeated
    /// request records nothing twice.
    /// </remarks>
    /// <param name="id" example="1">The product's id.</param>
    /// <response code="201">The movement; `balance` is the new figure.</response>
    /// <response code="400">The quantity does not fit the reason, or the figure would exceed 1,000,000.</response>
    /// <response code="404">The product does not exist.</response>
    /// <response code="409">
    /// `insufficient-stock`: the figure would be below 0, or below the product's back-order limit.
    /// </response>
    [HttpPost("movements"), Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<StockMovementResponse>> Add(
        long id, AddStockMovementRequest request, [FromServices] IStockMovementService service, CancellationToken ct)
    {
        var added = await service.AddAsync(user.Actor, id, request, ct);
        return CreatedNoStore($"/products/{id}/stock/movements/{added.Id}", added);
    }
}
