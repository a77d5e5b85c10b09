using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace PetShop.Api.Core.Logging;

/// <summary>
/// Logs each request that failed, was slow or may have changed something, and one in
/// <see cref="RequestLogOptions.OneIn"/> of all others, because a log line costs as much as a cached response: method,
/// route, account id, status and duration. It never logs a query string, a header or a body. The metrics count all
/// requests.
/// </summary>
internal sealed partial class RequestLog(
    RequestDelegate next, IOptions<RequestLogOptions> options, ILoggerFactory loggers)
{
    public const string Source = "PetShop.Requests";

    private const int MaxPathLength = 200;

    private readonly ILogger _logger = loggers.CreateLogger(Source);
    private readonly uint _oneIn = (uint)options.Value.OneIn;
    private readonly TimeSpan _slowAfter = options.Value.SlowAfter;
    private uint _routine;

    public Task InvokeAsync(HttpContext context) =>
        _logger.IsEnabled(LogLevel.Information) ? TimeAsync(context) : next(context);

    private async Task TimeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var method = context.Request.Method;        // HEAD is changed to GET later
        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            Write(context, method, failed, Stopwatch.GetElapsedTime(start));
        }
    }

    private void Write(HttpContext context, string method, bool failed, TimeSpan elapsed)
    {
        var status = context.Response.HasStarted ? context.Response.StatusCode
            : context.RequestAborted.IsCancellationRequested ? StatusCodes.Status499ClientClosedRequest
            : failed ? StatusCodes.Status500InternalServerError
            : context.Response.StatusCode;
        var isRoutine = !failed && status < 400 && elapsed < _slowAfter
            && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        if (isRoutine && Interlocked.Increment(ref _routine) % _oneIn != 0)
            return;
        var route = Route(context);
        var isOfNote = !IsProbe(route) && status != StatusCodes.Status499ClientClosedRequest;
        var level = isOfNote ? LogLevel.Information : LogLevel.Debug;
        if (!_logger.IsEnabled(level))
            return;
        var milliseconds = Math.Round(elapsed.TotalMilliseconds, 1);
        var user = context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "-";
        if (isRoutine && _oneIn > 1)
            LogOneOf(level, method, route, status, milliseconds, user, _oneIn);
        else
            LogRequest(level, method, route, status, milliseconds, user);
    }

    /// <summary>
    /// The route template, so that lines can be grouped. A path without a route is escaped, because it may contain line
    /// breaks.
    /// </summary>
    private static string Route(HttpContext context)
    {
        // The exception handler removes the endpoint from the request and keeps it here.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        if (endpoint is RouteEndpoint { RoutePattern.RawText: { } template })
            return template.StartsWith('/') ? template : "/" + template;
        var path = context.Request.Path.ToUriComponent();
        return path.Length <= MaxPathLength ? path : path[..MaxPathLength] + "…";
    }

    private static bool IsProbe(string route) =>
        route.StartsWith("/health", StringComparison.Ordinal) || route.StartsWith("/metrics", StringComparison.Ordinal);

    [LoggerMessage("{Method} {Route} answered {Status} in {Elapsed} ms, user {UserId}")]
    private partial void LogRequest(
        LogLevel level, string method, string route, int status, double elapsed, string userId);

    [LoggerMessage("{Method} {Route} answered {Status} in {Elapsed} ms, user {UserId}, one of {OneIn} such reads")]
    private partial void LogOneOf(
        LogLevel level, string method, string route, int status, double elapsed, string userId, uint oneIn);
}
