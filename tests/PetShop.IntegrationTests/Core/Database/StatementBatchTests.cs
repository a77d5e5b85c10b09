using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>Statements that are sent in one round trip.</summary>
public sealed class StatementBatchTests : ShopTest
{
    [Fact]
    public async Task Each_statement_sees_what_those_before_it_wrote_and_null_is_null()
    {
        string? nothing = null;
        var rows = await RunAsync(async work =>
        {
            var batch = work.NewBatch();
            batch.Add($"CREATE TEMPORARY TABLE notes (id bigint, text text) ON COMMIT DROP");
            batch.Add($"INSERT INTO notes VALUES ({1L}, {nothing}), ({2L}, {"two"})");
            var notes = batch.Query($"SELECT text FROM notes ORDER BY id", row => row.TextOrNull(0));
            batch.Add($"DELETE FROM notes");
            Assert.Throws<InvalidOperationException>(() => notes.Value);
            await batch.SendAsync(CancellationToken.None);
            await batch.SendAsync(CancellationToken.None);      // sends nothing again
            return notes.Value;
        });
        Assert.Equal([null, "two"], rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_in_any_statement_is_thrown(bool isLast)
    {
        await Shop.Catalogue.AddProductAsync();
        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(async work =>
        {
            var batch = work.NewBatch();
            var one = batch.Query($"SELECT 1", row => row.GetInt32(0));
            batch.Add($"UPDATE products SET price = 1 / (id - id)");
            if (!isLast)
                batch.Query($"SELECT 2", row => row.GetInt32(0));
            await batch.SendAsync(CancellationToken.None);
            return one.Value;
        }));
        Assert.Equal(PostgresErrorCodes.DivisionByZero, error.SqlState);
    }

    [Fact]
    public async Task The_closing_batch_of_failed_work_is_rolled_back_and_not_sent_later()
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var product = await Shop.Catalogue.AddProductAsync(name: "As it was");
        await Assert.ThrowsAsync<TimeoutException>(() => work.CommitAsync(() =>
        {
            work.Closing.AddLast($"SELECT 1", row => row.GetInt32(0), _ => throw new TimeoutException());
            work.Closing.Add($"UPDATE products SET name = 'Changed' WHERE id = {product}");
            return Task.CompletedTask;
        }, CancellationToken.None));
        await Assert.ThrowsAsync<TimeoutException>(() => work.CommitAsync(() =>
        {
            work.Closing.Add($"UPDATE products SET name = 'Changed' WHERE id = {product}");
            throw new TimeoutException();
        }, CancellationToken.None));
        await work.CommitAsync(() => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(
            "As it was", await Shop.Database.ReadAsync<string>("SELECT name FROM products WHERE id = $1", product));
    }

    private async Task<T> RunAsync<T>(Func<IUnitOfWork, Task<T>> use)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        return await work.CommitAsync(() => use(work), CancellationToken.None);
    }
}
