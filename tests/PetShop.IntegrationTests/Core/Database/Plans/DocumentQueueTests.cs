using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Sales.Repositories.Papers;
using PetShop.Api.Sales.Services.Invoices;
using PetShop.IntegrationTests.Sales;
using PetShop.IntegrationTests.Sales.Papers;

namespace PetShop.IntegrationTests.Core.Database.Plans;

/// <summary>Documents that wait, as after an upgrade of a large shop.</summary>
public sealed class DocumentQueueTests : ShopTest
{
    private const int Tasks = 50_000;

    private const string Fill = """
        INSERT INTO document_tasks (invoice_id, kind, refund_number, order_id, due_at)
        SELECT i, kind, 0, i, CASE WHEN i % 10 = 0 THEN now() + interval '1 year' ELSE 'epoch' END
        FROM generate_series(1, $1) i, unnest(ARRAY['Invoice', 'CreditNote']) kind
        """;

    [Fact]
    public async Task The_next_batch_is_read_by_the_index_however_many_wait()
    {
        await Shop.Database.ExecuteAsync(Fill, Tasks);
        await Shop.Database.ExecuteAsync("ANALYZE document_tasks");
        await using var connection = new NpgsqlConnection(Shop.Database.ConnectionString);
        await connection.OpenAsync();
        using var recorder = new StatementRecorder(connection.Database);
        await Shop.Node.WritePapersAsync();
        var queues = recorder.Sent.Where(sent => sent.Sql.Contains("FROM document_tasks WHERE kind = ",
            StringComparison.Ordinal)).DistinctBy(sent => sent.Sql).ToList();
        Assert.NotEmpty(queues);
        foreach (var queue in queues)
        {
            var plan = await PlanAsync(connection, queue);
            Assert.Matches(@"Limit[^\n]*\n +-> +Index Scan using ix_document_tasks_kind_due_at_invoice_id", plan);
            Assert.DoesNotContain("Seq Scan on document_tasks", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task New_invoices_come_before_those_of_an_upgrade()
    {
        var ball = await Shop.Catalogue.AddProductAsync();
        var buyer = (await Shop.SignUpAsync()).At(Shop.StartNode(PaperSteps.OnAccount));
        var old = (await buyer.BuyAsync((ball, 1))).Invoice.Id();
        var now = (await buyer.BuyAsync((ball, 1))).Invoice.Id();
        await using var scope = Shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<InvoiceNumbers>().AssignAsync(CancellationToken.None);
        await Shop.Database.ExecuteAsync("UPDATE document_tasks SET due_at = 'epoch' WHERE invoice_id = $1", old);
        var next = await scope.ServiceProvider.GetRequiredService<DocumentTaskRepository>()
            .ListInvoicesAsync(Shop.Clock.GetUtcNow(), most: 1, CancellationToken.None);
        Assert.Equal(now, Assert.Single(next).Id);
    }

    /// <summary>Without the values, as PostgreSQL plans a prepared statement.</summary>
    private static async Task<string> PlanAsync(NpgsqlConnection connection, SentStatement statement)
    {
        var nulls = string.Join(", ", Enumerable.Repeat("NULL", statement.Places));
        await using var prepare = new NpgsqlCommand($"DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; "
            + $"PREPARE queue AS {statement.NumberedSql}", connection);
        await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN EXECUTE queue({nulls})", connection);
        var lines = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
