using Serilog.Core;
using Serilog.Events;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Adds the W3C trace id to each line, under the same name as in problem details; a dash outside of requests and jobs.
/// </summary>
internal sealed class TraceId : ILogEventEnricher
{
    public const string Property = "trace_id";

    private static readonly LogEventProperty None = new(Property, new ScalarValue("-"));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        logEvent.AddPropertyIfAbsent(
            logEvent.TraceId is { } id ? new LogEventProperty(Property, new ScalarValue(id.ToHexString())) : None);
        foreach (var noise in Noise)
            logEvent.RemovePropertyIfPresent(noise);
    }

    /// <summary>The framework's other ids are removed: the trace id and the request id are sufficient.</summary>
    private static readonly string[] Noise = ["ActionId", "ConnectionId", "EventId"];
}
