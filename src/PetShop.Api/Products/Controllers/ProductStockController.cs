using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Services.Catalog;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.Api.Products.Controllers;

/// <summary>Stock figures, set by hand.</summary>
[Route("products/{id:long}/stock"), Authorize(Policy = Policies.Admin), Tags("Stock")]
public sealed class ProductStockController(IStockService stock, IProductPages pages) : ShopController
{
    /// <summary>Sets the units on hand, if they still are what you started from.</summary>
    /// <remarks>
    /// Admins. Read the product, count, and send the figure you read as `expected`: when something was sold between, nothing is
    /// changed and the answer says what there is now. It is no edit: the ETag and `updated_at` stay.
    /// </remarks>
    /// <param name="id" example="1">The product's number.</param>
    /// <response code="200">The product as admins see it, with the new figure.</response>
    /// <response code="400">A figure is missing or not valid.</response>
    /// <response code="404">There is no such product.</response>
    /// <response code="409">`stock-changed`: the stock is no longer `expected`; `stock_quantity` says what it is.</response>
    /// <response code="412">It was edited since the ETag in If-Match.</response>
    [HttpPut, AcceptsIfMatch]
    [ProducesResponseType<ProductResponse>(200)]
    public async Task<IActionResult> Set(long id, SetStockRequest request, CancellationToken ct)
    {
        await stock.SetAsync(id, request.Quantity!.Value, request.Expected!.Value, IfMatch, ct);
        var found = await pages.GetForAdminAsync(ProductName.OfId(id), ct);
        return Private(found.Product, found.Version);
    }
}
