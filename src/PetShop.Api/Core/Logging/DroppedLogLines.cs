using System.Diagnostics.Metrics;
using Serilog.Sinks.Async;

namespace PetShop.Api.Core.Logging;

/// <summary>Counts log lines that were dropped because the buffer was full: <c>petshop.logging.dropped</c>.</summary>
internal sealed class DroppedLogLines : IAsyncLogEventSinkMonitor, IDisposable
{
    private readonly Meter _meter = new("PetShop.Logging");

    public void StartMonitoring(IAsyncLogEventSinkInspector inspector) => _meter.CreateObservableCounter(
        "petshop.logging.dropped", () => inspector.DroppedMessagesCount, "{line}",
        "Log lines dropped because the sink was too slow.");

    public void StopMonitoring(IAsyncLogEventSinkInspector inspector) => _meter.Dispose();

    public void Dispose() => _meter.Dispose();
}
