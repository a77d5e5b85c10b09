using PetShop.Api.Products.Repositories.Ledger;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>A product whose stock figure does not follow from its movements.</summary>
/// <param name="Figure">Its stock figure; 0 if the product was removed.</param>
/// <param name="LedgerFigure">The figure that follows from the ledger.</param>
/// <param name="BrokenBalances">The number of movements whose balance does not follow from the one before.</param>
public sealed record StockFault(long ProductId, long Figure, long LedgerFigure, long BrokenBalances);

/// <summary>Checks that every stock figure is the sum of its movements.</summary>
public interface IStockAudit
{
    /// <summary>
    /// The first products with a fault, by id; none if the ledger is right. It reads every figure, its latest closing
    /// balance and the movements of the months that are not closed. Each range of products is read at one moment, so
    /// sales meanwhile do no harm.
    /// </summary>
    Task<IReadOnlyList<StockFault>> FindFaultsAsync(CancellationToken ct);
}

internal sealed class StockAudit(StockClosingRepository closings) : IStockAudit
{
    private const int MaxFaults = 100;

    public async Task<IReadOnlyList<StockFault>> FindFaultsAsync(CancellationToken ct)
    {
        var openSince = (await closings.ListOpenMonthsAsync(DateOnly.MaxValue, ct)).FirstOrDefault();
        var faults = new List<StockFault>();
        foreach (var products in ProductRange.UpTo(await closings.FindLastProductAsync(ct)))
        {
            faults.AddRange((await closings.ListFaultsAsync(openSince, products, ct))
                .Select(row => new StockFault(row.ProductId, row.Figure, row.Sum, row.BrokenBalances)));
            if (faults.Count >= MaxFaults)
                return faults[..MaxFaults];
        }
        return faults;
    }
}
