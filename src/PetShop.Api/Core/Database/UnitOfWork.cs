using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PetShop.Api.Core.Errors;

namespace PetShop.Api.Core.Database;

/// <summary>
/// The one place that commits. The service that owns a use case opens it; a service that is called inside it joins it.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs the work in one transaction and commits it, together with the idempotency key if the request has one.
    /// </summary>
    /// <returns>
    /// The work's result or, if the same request was answered before, the result that was kept. Under a key it is
    /// an <see cref="IIdempotentResult"/>.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The request may carry a key and commits a second unit of work. For that,
    /// use <see cref="CommitAsync{T}(string, Func{Task{T}}, CancellationToken)"/>.
    /// </exception>
    Task<T> CommitAsync<T>(Func<Task<T>> work, CancellationToken ct);

    /// <inheritdoc cref="CommitAsync{T}(Func{Task{T}}, CancellationToken)"/>
    Task CommitAsync(Func<Task> work, CancellationToken ct);

    /// <summary>
    /// Like <see cref="CommitAsync{T}(Func{Task{T}}, CancellationToken)"/>, for one of several units of work of a
    /// request, such as its order and then its charge. Each result is kept under its own name, so that a repeated
    /// request does only what was not done before.
    /// </summary>
    /// <param name="step">Unique within the request. The name must never change.</param>
    Task<T> CommitAsync<T>(string step, Func<Task<T>> work, CancellationToken ct);

    /// <summary>
    /// The statements that the unit of work sends when its work is done, in one round trip with the result to keep,
    /// before it commits. They are dropped if the attempt fails.
    /// </summary>
    StatementBatch Closing { get; }

    /// <summary>A batch of statements that the work sends itself, in one round trip within its transaction.</summary>
    StatementBatch NewBatch();

    /// <summary>
    /// Erases the results that were kept for an account's requests, whoever sent them. Joins the caller's unit of work
    /// and must be its last step.
    /// </summary>
    Task EraseKeptResultsAsync(long ownerId, CancellationToken ct);

    /// <summary>
    /// Erases the results that were kept about resources whose locks the caller's unit of work holds, as whoever keeps
    /// such a result does.
    /// </summary>
    /// <param name="ownerIds">The owners in the results.</param>
    Task EraseKeptResultsAsync(long[] ownerIds, CancellationToken ct);

    /// <summary>
    /// Registers a cache removal, which runs after the commit and before the response. It is dropped on rollback. It
    /// also runs if the outcome of the commit is unknown, so it must do no harm if nothing was committed. A failure is
    /// logged, not thrown.
    /// </summary>
    void InvalidateAfterCommit(Func<Task> invalidation);

    /// <summary>
    /// Registers a report of the effect, such as a log line or a metric. It runs after the commit and before the
    /// response, and only if the commit is certain. It is dropped on rollback. A failure is logged, not thrown.
    /// </summary>
    void OnCommitted(Action report);

    /// <summary>
    /// Like <see cref="OnCommitted(Action)"/>, for an action that takes a while. The transaction has ended by then, so
    /// the action may open one of its own. Hooks run in the order of registration: this one runs before the
    /// invalidations that are registered after it.
    /// </summary>
    void OnCommitted(Func<Task> sequel);
}

internal sealed partial class UnitOfWork(
    PetShopDbContext db, NpgsqlDataSource database, IdempotentRequest request, IdempotencyStore results,
    AfterCommitHooks hooks, ILogger<UnitOfWork> logger) : IUnitOfWork
{
    private const int Attempts = 5;

    public StatementBatch Closing { get; } = new(db);

    public StatementBatch NewBatch() => new(db);

    public void InvalidateAfterCommit(Func<Task> invalidation) => hooks.AddInvalidation(invalidation);

    public void OnCommitted(Action report) => hooks.AddCallback(() =>
    {
        report();
        return Task.CompletedTask;
    });

    public void OnCommitted(Func<Task> sequel) => hooks.AddCallback(sequel);

    public Task CommitAsync(Func<Task> work, CancellationToken ct) => CommitAsync(async () =>
    {
        await work();
        return true;
    }, ct);

    public Task<T> CommitAsync<T>(Func<Task<T>> work, CancellationToken ct) => CommitAsync("", work, ct);

    public async Task<T> CommitAsync<T>(string step, Func<Task<T>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
            return await work();
        request.BeginStep<T>(step);
        var result = await RetryAsync(step, work, ct);
        await hooks.RunAsync();
        return result;
    }

    public Task EraseKeptResultsAsync(long ownerId, CancellationToken ct) => results.EraseAsync(ownerId, ct);

    public Task EraseKeptResultsAsync(long[] ownerIds, CancellationToken ct) => results.EraseAsync(ownerIds, ct);

    /// <summary>
    /// Retries only work that PostgreSQL rolled back because of another transaction or a changed table, and work
    /// that requests a retry. A lost connection is not retried: the commit may have happened, and a second one would
    /// order twice.
    /// </summary>
    private async Task<T> RetryAsync<T>(string step, Func<Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(step, work, ct);
            }
            catch (Exception e) when (attempt < Attempts && PostgresErrors.IsConflict(e))
            {
                LogConflict(attempt);
                await Task.Delay(Random.Shared.Next(5, 20 << attempt), ct);
            }
            catch (Exception e) when (attempt < Attempts && PostgresErrors.IsOutdatedPlan(e))
            {
                // Each pooled connection has prepared the statement. New connections prepare it for the current table.
                database.Clear();
                LogOutdatedPlan(attempt);
            }
            catch (RestartTransactionException) when (attempt < Attempts)
            {
                LogRestart(attempt);
            }
        }
    }

    private async Task<T> AttemptAsync<T>(string step, Func<Task<T>> work, CancellationToken ct)
    {
        Forget();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Database.AutoSavepointsEnabled = false;      // each takes two statements; Savepoint enables them if needed
        try
        {
            if (await request.FindAsync<T>(step, ct) is { } kept)
                return kept.Value;
            var result = await work();
            await db.SaveChangesAsync(ct);
            request.Keep(Closing, step, result);
            do
                await Closing.SendAsync(ct);
            while (!Closing.IsEmpty);           // what follows from the last statements
            await CommitAsync(transaction);
            return result;
        }
        catch (Exception e)
        {
            Forget();
            if (e is not (ShopException or RestartTransactionException))
                await RollBackAsync(transaction);
            throw;
        }
    }

    /// <summary>Leaves the connection as others expect it from the pool. EF Core would give it back first.</summary>
    private async Task RollBackAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.GetDbTransaction().RollbackAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            return;     // the connection is lost, or the transaction has ended
        }
        db.ForgetPrepared();
    }

    private void Forget()
    {
        hooks.Clear();
        Closing.Clear();
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// The caller cannot cancel the commit. If its response is lost, the commit may have happened, so no outdated entry
    /// may stay in the cache.
    /// </summary>
    private async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch
        {
            await hooks.RunInvalidationsAsync();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Information,
        "Attempt {Attempt} used a prepared statement that is outdated or lost. It starts again on new connections")]
    private partial void LogOutdatedPlan(int attempt);

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} conflicted with another transaction and is retried")]
    private partial void LogConflict(int attempt);

    [LoggerMessage(LogLevel.Debug, "Attempt {Attempt} found changed data under its lock and is retried")]
    private partial void LogRestart(int attempt);
}
