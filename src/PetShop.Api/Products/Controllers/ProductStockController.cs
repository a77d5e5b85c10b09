using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Catalog;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Controllers;

/// <summary>Sets stock figures.</summary>
[Route("products/{id:long}/stock"), Tags("Stock"), Authorize(Policy = Policies.Admin)]
public sealed class ProductStockController(IStockService stock, IProductQueries queries) : ShopController
{
    /// <summary>Sets the number of units on hand, if it still is the expected one.</summary>
    /// <remarks>
    /// Admins. Read the product, count the stock, and send the figure that you read as `expected`. If units were sold
    /// in the meantime, nothing is changed, and the response contains the current figure. The product's ETag and
    /// `updated_at` do not change.
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
    public async Task<ActionResult<ProductResponse>> Set(long id, SetStockRequest request, CancellationToken ct)
    {
        await stock.SetAsync(id, request.Quantity!.Value, request.Expected!.Value, IfMatch, ct);
        var found = await queries.GetForAdminAsync(ProductLocator.OfId(id), ct);
        return OkNoStore(found.Product, found.Version);
    }
}
