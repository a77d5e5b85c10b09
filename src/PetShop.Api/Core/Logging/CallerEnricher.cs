using System.Net;
using System.Security.Claims;
using PetShop.Api.Core.Security;
using Serilog.Core;
using Serilog.Events;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Adds the caller and its address to each log line of a request that may change something, and the job's name to each
/// log line of a job: as <c>actor</c> and <c>client</c> in JSON, at the end of the line in text.
/// </summary>
internal sealed class CallerEnricher(IHttpContextAccessor http, LoggingOptions options) : ILogEventEnricher
{
    public const string Actor = "actor";
    public const string Client = "client";

    /// <summary>Both as text, with a leading space.</summary>
    public const string Caller = "caller";

    private const string Anonymous = "nobody";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (http.HttpContext is { } context && IsWrite(context.Request.Method))
            Add(logEvent, ActorOf(context.User), AddressOf(context.Connection.RemoteIpAddress));
        else if (logEvent.Properties.TryGetValue(Actor, out var job) && job is ScalarValue { Value: string name })
            Add(logEvent, name, null);
    }

    private void Add(LogEvent logEvent, string actor, string? client)
    {
        if (options.Format == LogFormat.Text)
        {
            logEvent.AddOrUpdateProperty(new LogEventProperty(
                Caller, new ScalarValue(client is null ? $" ({actor})" : $" ({actor} from {client})")));
            return;
        }
        logEvent.AddOrUpdateProperty(new LogEventProperty(Actor, new ScalarValue(actor)));
        if (client is not null)
            logEvent.AddOrUpdateProperty(new LogEventProperty(Client, new ScalarValue(client)));
    }

    private string? AddressOf(IPAddress? address) => options.ClientAddress switch
    {
        LogAddress.Full => address is null ? null : ClientInfo.Plain(address).ToString(),
        LogAddress.Network => ClientInfo.NetworkOf(address),
        _ => null,
    };

    private static string ActorOf(ClaimsPrincipal user) =>
        user.FindFirst(ClaimTypes.NameIdentifier)?.Value is { } id ? "user " + id : Anonymous;

    private static bool IsWrite(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
}
