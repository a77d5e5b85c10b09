using Npgsql;
using NpgsqlTypes;

namespace PetShop.Api.Core.Jobs.Repositories;

/// <summary>The statements on <c>job_runs</c>, outside any unit of work.</summary>
internal sealed class JobRunRepository(NpgsqlDataSource database)
{
    /// <summary>Keeps the last run of a job. One that began earlier and ended later changes nothing.</summary>
    public async Task RecordAsync(JobRun run, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO job_runs (name, started_at, ended_at, succeeded_at, failed_at, error)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, ended_at = excluded.ended_at,
                succeeded_at = coalesce(excluded.succeeded_at, job_runs.succeeded_at),
                failed_at = coalesce(excluded.failed_at, job_runs.failed_at), error = excluded.error
            WHERE job_runs.started_at <= excluded.started_at
            """);
        foreach (var value in new object?[] { run.Name, run.StartedAt, run.EndedAt })
            command.Parameters.Add(new() { Value = value });
        foreach (var time in new[] { run.SucceededAt, run.FailedAt })
            command.Parameters.Add(
                new() { Value = time ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = run.Error ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The last run of each job that has run.</summary>
    public async Task<Dictionary<string, JobRun>> ListAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "SELECT name, started_at, ended_at, succeeded_at, failed_at, error FROM job_runs");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var runs = new Dictionary<string, JobRun>(StringComparer.Ordinal);
        while (await reader.ReadAsync(ct))
            runs.Add(reader.GetString(0), new()
            {
                Name = reader.GetString(0),
                StartedAt = reader.GetFieldValue<DateTimeOffset>(1),
                EndedAt = reader.GetFieldValue<DateTimeOffset>(2),
                SucceededAt = reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
                FailedAt = reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
                Error = reader.IsDBNull(5) ? null : reader.GetString(5),
            });
        return runs;
    }
}
