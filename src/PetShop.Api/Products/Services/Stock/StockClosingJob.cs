using PetShop.Api.Core.Database;
using PetShop.Api.Core.Jobs;
using PetShop.Api.Products.Repositories.Ledger;

namespace PetShop.Api.Products.Services.Stock;

/// <summary>
/// Writes the closing balances of past months, one month per transaction. It waits for a day after a month's end, so
/// that no movement of the month is still to come, even from a node whose clock is slow.
/// </summary>
internal sealed partial class StockClosingJob(
    IUnitOfWork work, StockClosingRepository closings, TimeProvider clock, ILogger<StockClosingJob> logger) : IJob
{
    private static readonly TimeSpan Delay = TimeSpan.FromDays(1);

    public string Name => "stock-closing";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken ct)
    {
        var endedBy = DateOnly.FromDateTime((clock.GetUtcNow() - Delay).UtcDateTime);
        foreach (var month in await closings.ListOpenMonthsAsync(endedBy, ct))
        {
            var count = await work.CommitAsync(() => CloseAsync(month, ct), ct);
            if (count > 0)
                LogClosed(month, count);
        }
    }

    private async Task<int> CloseAsync(DateOnly month, CancellationToken ct)
    {
        var count = 0;
        foreach (var products in ProductRange.UpTo(await closings.FindLastProductAsync(ct)))
            count += await closings.CloseAsync(month, products, ct);
        return count;
    }

    [LoggerMessage(LogLevel.Information, "Closing balances of {Month} written for {Count} products")]
    private partial void LogClosed(DateOnly month, int count);
}
