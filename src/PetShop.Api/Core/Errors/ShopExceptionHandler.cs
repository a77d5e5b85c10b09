using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PetShop.Api.Core.Errors;

/// <summary>The one place that maps exceptions to responses.</summary>
internal sealed partial class ShopExceptionHandler(
    ProblemWriter writer, IEnumerable<ConstraintProblem> constraints, FailoverMonitor failover,
    ILogger<ShopExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, ConstraintProblem> _constraints = constraints.ToDictionary(c => c.Constraint);

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (IsClientGone(context, exception))
        {
            LogClientGone(exception);
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        failover.Observe(exception);
        var (problem, retryAfter) = Translate(exception);
        if (exception is ShopException && problem.Status == StatusCodes.Status503ServiceUnavailable)
            LogBusy(exception.Message);
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            LogUnavailable(exception);
        else if (problem.Status >= StatusCodes.Status500InternalServerError)
            LogUnhandled(exception);
        await writer.WriteAsync(context, problem, retryAfter);
        return true;
    }

    /// <summary>
    /// If a connection breaks during an upload, this exception comes before the request is marked as aborted.
    /// </summary>
    private static bool IsClientGone(HttpContext context, Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    private (Problem Problem, TimeSpan? RetryAfter) Translate(Exception exception) => exception switch
    {
        ShopException e => (ProblemWriter.Create(e), e.RetryAfter),
        BadHttpRequestException e => (StatusProblems.For(e.StatusCode), null),
        DbUpdateConcurrencyException =>
            (ProblemWriter.Create(ProblemTypes.EditConflict, "Read it again and repeat your change."), null),
        DbUpdateException { InnerException: PostgresException e } => Translate(e),
        PostgresException { ConstraintName: { } name } when _constraints.TryGetValue(name, out var known) =>
            (Broken(known), null),
        _ when PostgresErrors.IsUnavailable(exception) => (ProblemWriter.Create(ProblemTypes.Unavailable,
            "Try again shortly. To repeat a write safely, use the same Idempotency-Key."), RetryDelay),
        _ => (StatusProblems.For(StatusCodes.Status500InternalServerError), null),
    };

    private static Problem Broken(ConstraintProblem known) => ProblemWriter.Create(known.Type, known.Detail) with
    {
        Errors = known.Field is null ? null : new Dictionary<string, string[]> { [known.Field] = [known.Detail] },
    };

    [LoggerMessage(LogLevel.Debug, "The client disconnected before the response")]
    private partial void LogClientGone(Exception exception);

    [LoggerMessage(LogLevel.Debug, "The request was refused and may be retried: {Reason}")]
    private partial void LogBusy(string reason);

    [LoggerMessage(LogLevel.Error, "The request failed")]
    private partial void LogUnhandled(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The database could not serve the request")]
    private partial void LogUnavailable(Exception exception);
}
