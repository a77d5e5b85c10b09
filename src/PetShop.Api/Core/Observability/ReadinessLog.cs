using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PetShop.Api.Core.Observability;

/// <summary>Logs one line with the reasons when readiness changes, instead of one per probe.</summary>
internal sealed partial class ReadinessLog(ILogger<ReadinessLog> logger)
{
    private int _last = (int)HealthStatus.Healthy;

    public void LogChange(HealthReport report)
    {
        if (Interlocked.Exchange(ref _last, (int)report.Status) == (int)report.Status)
            return;
        if (report.Status == HealthStatus.Healthy)
            LogReady();
        else
            LogNotReady(report.Status, string.Join(
                ' ', report.Entries.Values.Where(e => e.Status != HealthStatus.Healthy).Select(e => e.Description)));
    }

    [LoggerMessage(LogLevel.Information, "Ready")]
    private partial void LogReady();

    [LoggerMessage(LogLevel.Warning, "Readiness is {Status}: {Reasons}")]
    private partial void LogNotReady(HealthStatus status, string reasons);
}
