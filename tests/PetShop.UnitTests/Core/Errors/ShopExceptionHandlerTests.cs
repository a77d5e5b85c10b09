using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PetShop.Api.Core.Errors;

namespace PetShop.UnitTests.Core.Errors;

public sealed class ShopExceptionHandlerTests
{
    private static readonly ConstraintProblem Known =
        new("ix_known", ProblemTypes.InUse, "It is still in use.", "name");
    private readonly ShopExceptionHandler _handler =
        new(new ProblemWriter(Options.Create(new JsonOptions())), [Known],
            new FailoverMonitor(Nowhere, NullLogger<FailoverMonitor>.Instance),
            NullLogger<ShopExceptionHandler>.Instance);

    private static NpgsqlDataSource Nowhere => NpgsqlDataSource.Create("Host=nowhere.invalid");

    public static TheoryData<Exception, int> Failures => new()
    {
        { Postgres("53300"), 503 },         // too many connections
        { Postgres("57P01"), 503 },         // shut down by its operator
        { Postgres("57P03"), 503 },         // starting up
        { Postgres("08006"), 503 },
        { Postgres("40001"), 503 },
        { Postgres("40P01"), 503 },
        { Postgres("57014"), 503 },         // statement_timeout
        { Postgres("55P03"), 503 },         // lock_timeout
        { Postgres("25P03"), 503 },         // idle_in_transaction_session_timeout
        { Postgres("25006"), 503 },         // read-only after a failover
        { Postgres("58030"), 503 },         // the disk fails
        { Postgres("28P01"), 503 },         // the password was changed
        { Postgres("3D000"), 503 },         // the database is being restored
        { Postgres("42P01"), 500 },
        { Postgres("42501"), 500 },
        { new NpgsqlException("The connection is lost."), 503 },
        { new TimeoutException(), 503 },
        { new InvalidOperationException("Connecting failed.", new NpgsqlException("nobody there")), 503 },
        { new DbUpdateException("Saving failed.", Postgres("57P01")), 503 },
        { Postgres("23505", "ix_known"), 409 },
        { new DbUpdateException("Saving failed.", Postgres("23505", "ix_known")), 409 },
        { Postgres("23505", "ix_unknown"), 500 },
        { Postgres("22021"), 500 },
        { new DbUpdateConcurrencyException(), 409 },
        { new InvalidOperationException("a fault of ours"), 500 },
        { new OperationCanceledException(), 500 },      // nobody went away
        { new IOException("disk full"), 500 },
        { ShopException.NotFound("There is none."), 404 },
    };

    [Theory, MemberData(nameof(Failures))]
    public async Task A_failing_database_is_never_taken_for_something_else(Exception failure, int status)
    {
        var context = await HandleAsync(failure, CancellationToken.None);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        Assert.Equal(status == 503, context.Response.Headers.RetryAfter.Count > 0);
    }

    public static TheoryData<Exception, bool> Departures => new()
    {
        { new OperationCanceledException(), true },
        { new IOException("The client reset the request stream."), true },
        { new ConnectionResetException("reset"), true },
        { new ConnectionResetException("reset"), false },       // seen before the request is marked as aborted
        { new ConnectionAbortedException(), false },
    };

    [Theory, MemberData(nameof(Departures))]
    public async Task A_disconnected_client_gets_no_response(Exception exception, bool isAborted)
    {
        var context = await HandleAsync(exception, new CancellationToken(canceled: isAborted));
        Assert.Equal(StatusCodes.Status499ClientClosedRequest, context.Response.StatusCode);
        Assert.Equal(0, context.Response.Body.Length);
    }

    private async Task<HttpContext> HandleAsync(Exception failure, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted, Response = { Body = new MemoryStream() } };
        Assert.True(await _handler.TryHandleAsync(context, failure, CancellationToken.None));
        return context;
    }

    private static PostgresException Postgres(string state, string? constraint = null) =>
        new("failed", "ERROR", "ERROR", state, constraintName: constraint);
}
