using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PetShop.Api.Core.Database;

/// <summary>
/// Statements that are sent to the database in one round trip, in the order in which they were added. Each sees what
/// those before it wrote and locked. Several domains can add theirs; nothing runs before <see cref="SendAsync"/>.
/// </summary>
public sealed class StatementBatch
{
    private readonly PetShopDbContext _db;
    private readonly List<Statement> _statements = [];
    private readonly List<Statement> _last = [];

    internal StatementBatch(PetShopDbContext db) => _db = db;

    /// <summary>Adds a statement that returns no rows.</summary>
    /// <param name="sql">
    /// Its interpolated values become parameters. An interpolated <see cref="FormattableString"/> becomes a part of the
    /// statement.
    /// </param>
    public void Add(FormattableString sql) => _statements.Add(new(CommandFor(sql), Read: null, Then: null));

    /// <summary>Adds a statement that returns rows.</summary>
    /// <param name="sql">As for <see cref="Add"/>.</param>
    /// <param name="read">Reads one row.</param>
    /// <returns>The rows, available after <see cref="SendAsync"/>.</returns>
    public Deferred<List<T>> Query<T>(FormattableString sql, Func<DbDataReader, T> read)
    {
        var rows = new DeferredRows<T>(read);
        _statements.Add(new(CommandFor(sql), rows.ReadAsync, Then: null));
        return rows.Result;
    }

    /// <summary>Adds a statement whose rows can refuse the whole batch.</summary>
    /// <param name="sql">As for <see cref="Add"/>.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="check">
    /// Receives the rows after the whole batch has been executed. It may refuse them by throwing an exception. The
    /// checks run in the order of the statements.
    /// </param>
    public void Check<T>(FormattableString sql, Func<DbDataReader, T> read, Action<List<T>> check)
    {
        var rows = new DeferredRows<T>(read);
        _statements.Add(new(CommandFor(sql), rows.ReadAsync, () =>
        {
            check(rows.Get());
            return Task.CompletedTask;
        }));
    }

    /// <summary>
    /// Adds a statement that is sent after all others, including those that are added later. Use it for a statement
    /// that locks rows for which many transactions wait.
    /// </summary>
    /// <param name="sql">As for <see cref="Add"/>.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="then">
    /// Receives the rows after the whole batch has been executed. It may refuse them by throwing an exception.
    /// </param>
    public void AddLast<T>(FormattableString sql, Func<DbDataReader, T> read, Func<List<T>, Task> then)
    {
        var rows = new DeferredRows<T>(read);
        _last.Add(new(CommandFor(sql), rows.ReadAsync, () => then(rows.Get())));
    }

    /// <summary>
    /// Adds the insertion of an entity with all its mapped columns, but without related entities. The change tracker
    /// does not see the entity, so it must be complete: no key is filled in.
    /// </summary>
    public void Insert<T>(T entity) where T : class =>
        _statements.Add(new(InsertStatement.For(_db, typeof(T)).Of(entity), Read: null, Then: null));

    public bool IsEmpty => _statements.Count + _last.Count == 0;

    /// <summary>Sends the statements that were added since the last call. Does nothing if there are none.</summary>
    public async Task SendAsync(CancellationToken ct)
    {
        if (IsEmpty)
            return;
        Statement[] sent = [.. _statements, .. _last];
        Clear();
        await _db.Database.OpenConnectionAsync(ct);
        try
        {
            await ExecuteAsync(sent, ct);
        }
        catch when (_db.Database.CurrentTransaction is null)
        {
            _db.ForgetPrepared();       // in a transaction, the unit of work does it after the rollback
            throw;
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
        foreach (var statement in sent)
        {
            if (statement.Then is { } then)
                await then();
        }
    }

    /// <summary>Drops the statements that were added but not sent.</summary>
    internal void Clear()
    {
        _statements.Clear();
        _last.Clear();
    }

    private async Task ExecuteAsync(Statement[] statements, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)_db.Database.GetDbConnection(),
            (NpgsqlTransaction?)_db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement.Command);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var statement in statements)
        {
            if (statement.Read is not { } read)
                continue;       // the reader skips statements that return no rows
            await read(reader, ct);
            await reader.NextResultAsync(ct);
        }
    }

    private static NpgsqlBatchCommand CommandFor(FormattableString sql)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = Write(sql, command.Parameters);
        return command;
    }

    private static string Write(FormattableString sql, NpgsqlParameterCollection parameters)
    {
        var values = sql.GetArguments();
        var places = new object[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is FormattableString part)
            {
                places[i] = Write(part, parameters);
                continue;
            }
            parameters.Add(new NpgsqlParameter { Value = values[i] ?? DBNull.Value });
            places[i] = string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
        }
        return string.Format(CultureInfo.InvariantCulture, sql.Format, places);
    }

    private sealed record Statement(
        NpgsqlBatchCommand Command, Func<DbDataReader, CancellationToken, Task>? Read, Func<Task>? Then);
}
