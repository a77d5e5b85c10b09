using Serilog.Core;
using Serilog.Events;

namespace PetShop.Api.Core.Logging;

/// <summary>Puts the W3C trace id on each line, under the name it has in problem details; a dash where no request or job runs.</summary>
internal sealed class TraceId : ILogEventEnricher
{
    public const string Property = "trace_id";

    private static readonly LogEventProperty None = new(Property, new ScalarValue("-"));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        logEvent.AddPropertyIfAbsent(logEvent.TraceId is { } id ? new LogEventProperty(Property, new ScalarValue(id.ToHexString())) : None);
        foreach (var noise in Noise)
            logEvent.RemovePropertyIfPresent(noise);
    }

    /// <summary>Ids of the framework that lead nowhere: the trace id and the request id find everything.</summary>
    private static readonly string[] Noise = ["ActionId", "ConnectionId", "EventId"];
}
