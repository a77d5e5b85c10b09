using Npgsql;
using PetShop.IntegrationTests.Core.Database.Plans;
using static PetShop.IntegrationTests.Core.Queue.QueueNode;

namespace PetShop.IntegrationTests.Core.Queue;

/// <summary>The statements on a full queue.</summary>
public sealed class WorkPlanTests : ShopTest
{
    [Fact]
    public async Task No_statement_reads_the_queue_from_end_to_end()
    {
        await Shop.Database.ExecuteAsync("""
            INSERT INTO work_items (
                queue, key, order_key, payload, created_at, due_at, available_at, attempts, parked_at)
            SELECT 'test', 'item-' || i, CASE WHEN i % 3 > 0 THEN 'order-' || i % 500 END, '{}', now(),
                now() + make_interval(secs => i % 2 * 3600), now() + make_interval(secs => i % 2 * 3600), 0,
                CASE WHEN i % 5 = 0 THEN now() END
            FROM generate_series(1, 20000) AS i
            """);
        await Shop.Database.ExecuteAsync("ANALYZE work_items");
        var script = new Script();
        await using var node = Open(Shop, script);
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        using var recorder = new StatementRecorder(connection.Database);
        Assert.Equal(4, (await node.RunAllAsync(4)).Length);
        script.Do = (_, _) => throw new Api.Core.Queue.WorkParkedException("Not today.");
        await node.RunAllAsync(1);
        var statements = recorder.Sent.Where(sent => sent.Sql.Contains("work_items")).DistinctBy(sent => sent.Sql);
        Assert.True(statements.Count() >= 3);
        foreach (var statement in statements)
        {
            var plan = await GenericPlanAsync(connection, statement);
            Assert.False(plan.Contains("Seq Scan on work_items", StringComparison.Ordinal), plan);
        }
    }

    private static async Task<string> GenericPlanAsync(NpgsqlConnection connection, SentStatement statement)
    {
        await using (var prepare = new NpgsqlCommand(
            $"DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; PREPARE work AS {statement.Sql}", connection))
            await prepare.ExecuteNonQueryAsync();
        var nulls = string.Join(", ", Enumerable.Repeat("NULL", statement.Places));
        await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE work({nulls})", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
