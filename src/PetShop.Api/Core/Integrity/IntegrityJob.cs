using PetShop.Api.Core.Database;
using PetShop.Api.Core.Integrity.Repositories;
using PetShop.Api.Core.Jobs;

namespace PetShop.Api.Core.Integrity;

/// <summary>
/// Runs all checks. A check that does not come to its end within its time goes on from there in the next run.
/// </summary>
internal sealed partial class IntegrityJob(
    IEnumerable<IIntegrityCheck> checks, IntegritySweepRepository sweeps, IntegrityMetrics metrics, TimeProvider clock,
    ILogger<IntegrityJob> logger) : IJob
{
    private static readonly TimeSpan LongestPerCheck = TimeSpan.FromMinutes(1);

    public string Name => "integrity";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var failures = new List<Exception>();
        foreach (var check in checks)
            try
            {
                await SweepAsync(check, ct);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested && failure is not OutOfMemoryException)
            {
                failures.Add(new InvalidOperationException($"The check {check.Name} failed.", failure));
            }
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    private async Task SweepAsync(IIntegrityCheck check, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        IntegritySweep sweep;
        do
        {
            sweep = await sweeps.LoadAsync(check.Name, ct);
            var part = await check.CheckAsync(sweep.Position, ct);
            sweep.Add(part.Checked, part.Wrong, part.Examples, part.Next, clock.GetStoredNow());
            await sweeps.SaveAsync(ct);
        }
        while (sweep.StartedAt is not null && clock.GetElapsedTime(began) < LongestPerCheck);
        var wrong = sweep.StartedAt is null ? sweep.LastWrong : Math.Max(sweep.Wrong, sweep.LastWrong);
        metrics.Record(check.Name, wrong);
        if (wrong > 0)
            LogWrong(check.Name, wrong, check.Promise);
    }

    [LoggerMessage(LogLevel.Error, "{Check} found {Wrong} faults: {Promise} See GET /admin/integrity")]
    private partial void LogWrong(string check, long wrong, string promise);
}
