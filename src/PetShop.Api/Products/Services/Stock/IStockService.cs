namespace PetShop.Api.Products.Services.Stock;

/// <summary>So many units of a product.</summary>
public sealed record StockLine(long ProductId, int Quantity);

/// <summary>Takes stock for sales and puts it back. It joins the caller's unit of work and drops cached products after the commit.</summary>
public interface IStockService
{
    /// <summary>Takes all lines or nothing, in one statement; several lines of one product count as their sum.</summary>
    /// <exception cref="Core.Errors.ShopException">409 insufficient-stock, with <c>items: [{product_id, requested, available}]</c> for every line that falls short.</exception>
    Task TakeAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);

    /// <summary>Puts units back on the shelf: a cancelled or returned order. Products that no longer exist are passed over.</summary>
    Task PutBackAsync(IReadOnlyCollection<StockLine> lines, CancellationToken ct);
}
