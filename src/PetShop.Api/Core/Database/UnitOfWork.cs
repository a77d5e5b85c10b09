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
    /// Runs the work in one transaction and commits it with the idempotency key, where the request has one.
    /// </summary>
    /// <returns>
    /// The work's result, or the kept one when the same request was answered before. Under a key it is an
    /// <see cref="IIdempotentResult"/>.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// A second one of a request that may carry a key: see
    /// <see cref="CommitAsync{T}(string, Func{Task{T}}, CancellationToken)"/>.
    /// </exception>
    Task<T> CommitAsync<T>(Func<Task<T>> work, CancellationToken ct);

    /// <inheritdoc cref="CommitAsync{T}(Func{Task{T}}, CancellationToken)"/>
    Task CommitAsync(Func<Task> work, CancellationToken ct);

    /// <summary>
    /// The same for one of several units of work of a request, such as its order and then its charge. Each is kept
    /// under its own name, so that a repeated request does only what was not done.
    /// </summary>
    /// <param name="step">Unique in the request, and the same for ever.</param>
    Task<T> CommitAsync<T>(string step, Func<Task<T>> work, CancellationToken ct);

    /// <summary>
    /// What the unit of work sends when its work is done, in one round trip with the kept result, and then commits.
    /// Dropped when the attempt fails.
    /// </summary>
    StatementBatch Closing { get; }

    /// <summary>Statements that the work sends itself, in one round trip of its transaction.</summary>
    StatementBatch NewBatch();

    /// <summary>
    /// Erases the results kept for an account's requests, whoever sent them. Joins the caller's unit
    /// of work, as its last act.
    /// </summary>
    Task EraseKeptResultsAsync(long ownerId, CancellationToken ct);

    /// <summary>
    /// Removes from the cache what the work makes outdated: after the commit, before the answer. Dropped on
    /// rollback. It also runs when nobody knows whether the commit happened, so it must do no harm where it did not.
    /// A failure is logged, not thrown.
    /// </summary>
    void InvalidateAfterCommit(Func<Task> invalidation);

    /// <summary>
    /// Tells of the effect, in a log line or a metric: after the commit, before the answer, and only when the commit is
    /// certain. Dropped on rollback. A failure is logged, not thrown.
    /// </summary>
    void OnCommitted(Action report);

    /// <summary>
    /// The same for what takes a while. The transaction has ended by then, so it may open one of its own. It runs in
    /// its place among the invalidations: before those that are registered after it.
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

    /// <summary>
    /// Retries only what PostgreSQL rolled back because of another transaction or of a changed table, and work that
    /// asks for it. A lost connection is not retried: the commit may have happened, and a second one would order twice.
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
                // Each connection has prepared the statement. New ones prepare it for the table as it is now.
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
        db.Database.AutoSavepointsEnabled = false;      // two statements each; see Savepoint for who needs one
        try
        {
            if (await request.FindAsync<T>(step, ct) is { } kept)
                return kept.Value;
            var result = await work();
            await db.SaveChangesAsync(ct);
            request.Keep(Closing, step, result);
            await Closing.SendAsync(ct);
            await CommitAsync(transaction);
            return result;
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private void Forget()
    {
        hooks.Clear();
        Closing.Clear();
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Not the caller's to cancel. A commit whose answer is lost may have happened, and then nothing
    /// old may stay in the cache.
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
        "Attempt {Attempt} used a statement that was prepared before its table changed. "
        + "It starts again on new connections")]
    private partial void LogOutdatedPlan(int attempt);

    [LoggerMessage(LogLevel.Warning, "Attempt {Attempt} conflicted with another transaction and is retried")]
    private partial void LogConflict(int attempt);

    [LoggerMessage(LogLevel.Debug, "Attempt {Attempt} found changed data under its lock and is retried")]
    private partial void LogRestart(int attempt);
}
