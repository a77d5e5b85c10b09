using PetShop.Api.Core.Integrity;
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

internal sealed class StockAudit(StockClosingRepository closings) : IStockAudit, IIntegrityCheck
{
    private const int MaxFaults = 100;
    private const int MaxExamples = 20;

    public string Name => "stock";

    public string Promise => "A product's stock is the sum of its movements.";

    public async Task<IReadOnlyList<StockFault>> FindFaultsAsync(CancellationToken ct)
    {
        var faults = new List<StockFault>();
        foreach (var products in ProductRange.UpTo(await closings.FindLastProductAsync(ct)))
        {
            faults.AddRange(await FindFaultsAsync(products, ct));
            if (faults.Count >= MaxFaults)
                return faults[..MaxFaults];
        }
        return faults;
    }

    /// <summary>A part is a range of products.</summary>
    public async Task<CheckedPart> CheckAsync(long from, CancellationToken ct)
    {
        var (products, last) = (ProductRange.From(Math.Max(1, from)), await closings.FindLastProductAsync(ct));
        var faults = await FindFaultsAsync(products, ct);
        return new(
            await closings.CountAsync(products, ct), faults.Count,
            [.. faults.Take(MaxExamples).Select(fault =>
                $"product {fault.ProductId}: {fault.Figure}, by its movements {fault.LedgerFigure}")],
            products.Last < last ? products.Last + 1 : null);
    }

    private async Task<List<StockFault>> FindFaultsAsync(ProductRange products, CancellationToken ct)
    {
        var openSince = (await closings.ListOpenMonthsAsync(DateOnly.MaxValue, ct)).FirstOrDefault();
        return (await closings.ListFaultsAsync(openSince, products, ct))
            .ConvertAll(row => new StockFault(row.ProductId, row.Figure, row.Sum, row.BrokenBalances));
    }
}
