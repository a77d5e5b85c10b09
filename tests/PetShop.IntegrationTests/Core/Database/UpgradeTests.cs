using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PetShop.Api.Core.Database;

namespace PetShop.IntegrationTests.Core.Database;

/// <summary>A shop with data is brought up to date in place.</summary>
public sealed class UpgradeTests : IAsyncLifetime
{
    private const string OldProducts = """
        INSERT INTO categories (slug, name, version) VALUES ('toys', 'Toys', 1);
        INSERT INTO pet_types (slug, name, sku_prefix, version) VALUES ('dog', 'Dog', 'DOG', 1);
        INSERT INTO products (sku, slug, name, category_id, pet_type_id, price, stock_quantity, is_active, search_words, created_at, updated_at, version)
        SELECT 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, c.id, t.id, 5, i, i % 3 > 0, '', now(), now(), 1
        FROM generate_series(0, 99) i, categories c, pet_types t
        """;

    private readonly string _name = $"petshop_upgrade_{Environment.ProcessId}_{Guid.NewGuid().ToString("n")[..6]}";
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync()
    {
        await TestServers.ExecuteAsync($"CREATE DATABASE {_name}");
        _source = NpgsqlDataSource.Create(await TestServers.ConnectionToAsync(_name) + ";Pooling=false");
    }

    [Fact]
    public async Task Stock_moves_to_its_own_table_with_its_figures_and_back()
    {
        await MigrateAsync("Sales");
        await ExecuteAsync(OldProducts);
        await MigrateAsync("ProductStock");
        Assert.Equal(0, await CountAsync("""
            SELECT count(*) FROM products p LEFT JOIN product_stock s ON s.product_id = p.id
            WHERE s.quantity IS DISTINCT FROM substr(p.sku, 6)::int OR s.sellable IS DISTINCT FROM p.is_active
            """));
        await MigrateAsync("Sales");
        Assert.Equal(100, await CountAsync("SELECT count(*) FROM products WHERE stock_quantity = substr(sku, 6)::int"));
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await TemplateDatabase.DropAsync(_name);
    }

    private async Task MigrateAsync(string target)
    {
        var options = new DbContextOptionsBuilder<PetShopDbContext>()
            .UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable("schema_migrations")).UseSnakeCaseNamingConvention().Options;
        await using var db = new PetShopDbContext(options);
        await db.GetService<IMigrator>().MigrateAsync(target);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
