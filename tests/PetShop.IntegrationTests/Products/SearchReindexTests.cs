using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Products.Services.Search;
using PetShop.IntegrationTests.Core.Database;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products;

/// <summary>Search words follow their source data, whoever changes it and whatever is interrupted.</summary>
public sealed class SearchReindexTests : ShopTest
{
    private const int Products = 2 * SearchReindexer.Batch + 10;
    private const string Toys = "SELECT id FROM categories WHERE slug = 'toys'";
    private Admin _admin = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _admin = await Shop.AdminAsync();
    }

    [Fact]
    public async Task A_new_name_shows_at_once_and_is_found_when_the_job_has_run()
    {
        var id = (await Shop.Catalogue.CreateAsync(new
        {
            name = "Rope", category = "toys", pet_type = "dog", price = 1, stock_quantity = 1, sku = "ROPE"
        })).Id();
        await Shop.Catalogue.PublicAsync(id);
        Assert.Empty(await FoundAsync("falconry"));
        await RenameToysAsync("Falconry");
        Assert.Equal("Falconry", (await Shop.Catalogue.PublicAsync(id)).Text("category_name"));
        Assert.Empty(await FoundAsync("falconry"));
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal([id], await FoundAsync("falconry"));
        Assert.Empty(await FoundAsync("toys"));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM search_renewals"));
    }

    [Fact]
    public async Task A_renaming_is_done_in_batches_and_goes_on_where_it_was_stopped()
    {
        await AddManyAsync();
        var (early, late) = (await Shop.Database.ReadAsync<long>("SELECT min(id) FROM products"),
            await Shop.Database.ReadAsync<long>("SELECT max(id) FROM products"));
        await RenameToysAsync("Falconry");
        await RunBatchAsync();
        Assert.Equal(SearchReindexer.Batch, await CountAsync("falconry"));      // and then the node crashes
        await (await _admin.PatchAsync($"/products/{early}", new { name = "Early bird" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await _admin.PatchAsync($"/products/{late}", new { name = "Late worm", category = "beds" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await RunBatchAsync();
        Assert.Equal(2 * SearchReindexer.Batch, await CountAsync("falconry"));
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal(Products - 1, await CountAsync("falconry"));
        Assert.Equal([early], await FoundAsync("early bird falconry"));
        Assert.Equal([late], await FoundAsync("late worm beds"));
        Assert.Equal(0, await CountAsync("toys"));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_leaves_the_rest_to_the_next()
    {
        await AddManyAsync();
        await RenameToysAsync("Falconry");
        await using (await Shop.Database.OpenTransactionAsync("""
            SELECT FROM product_search
            WHERE product_id = (SELECT max(product_id) FROM product_search) FOR NO KEY UPDATE
            """))
        {
            using var stop = new CancellationTokenSource();
            await using var scope = Shop.Services.CreateAsyncScope();
            var run = scope.ServiceProvider.GetRequiredService<SearchReindexJob>().RunAsync(stop.Token);
            await Shop.Database.WaitersAsync(1);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => run);
        }
        Assert.Equal(2 * SearchReindexer.Batch, await CountAsync("falconry"));
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal(Products, await CountAsync("falconry"));
    }

    [Fact]
    public async Task What_is_edited_while_a_batch_waits_is_not_overwritten_with_old_words()
    {
        var id = await Shop.Catalogue.AddProductAsync(name: "Rope");
        await RenameToysAsync("Falconry");
        Task job;
        await using (await Shop.Database.OpenTransactionAsync(
            $"SELECT FROM product_search WHERE product_id = {id} FOR NO KEY UPDATE",
            $"UPDATE products SET name = 'Hood' WHERE id = {id}"))
        {
            job = Shop.RunJobAsync<SearchReindexJob>();
            await Shop.Database.WaitersAsync(1);
        }
        await job;
        Assert.Equal([id], await FoundAsync("hood falconry"));
        Assert.Empty(await FoundAsync("rope"));
    }

    [Fact]
    public async Task A_product_that_is_made_while_its_category_is_renamed_gets_one_of_the_names_and_then_the_new_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var (name, renaming) =
                ($"Falconry{(char)('a' + round)}", RenameToysAsync($"Falconry{(char)('a' + round)}"));
            var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Shop.Catalogue.AddProductAsync()));
            await renaming;
            await Shop.RunJobAsync<SearchReindexJob>();
            Assert.Empty(ids.Except(await FoundAsync(name)));
        }
    }

    [Fact]
    public async Task An_edit_whose_node_died_right_after_the_commit_is_found_when_the_job_has_run()
    {
        var id = await Shop.Catalogue.AddProductAsync(name: "Rope", stock: 3);
        await Shop.Database.ExecuteAsync(
            "UPDATE products SET name = 'Hood', price = 99, is_active = false WHERE id = $1", id);
        await Shop.Database.ExecuteAsync("INSERT INTO search_renewals (product_id) VALUES ($1)", id);
        // a hidden product stays hidden, whatever its entry says
        Assert.Empty((await Shop.Anyone.ReadAsync("/products")).Items());
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal([id],
            (await _admin.ReadAsync("/products?q=hood&min_price=99&is_active=false")).Items().Select(p => p.Id()));
    }

    [Fact]
    public async Task In_stock_follows_every_way_a_figure_crosses_zero()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 2);
        var buyer = await Shop.SignUpAsync();
        await buyer.OrderAsync((id, 1));
        Assert.Equal([id], await InStockAsync(true));
        var order = await buyer.OrderAsync((id, 1));
        Assert.Equal([id], await InStockAsync(false));
        Assert.Empty(await InStockAsync(true));
        await (await buyer.PostAsync($"/sales/orders/{order.Id()}/cancel")).ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([id], await InStockAsync(true));
        await (await _admin.PutAsync($"/products/{id}/stock", new { quantity = 0, expected = 1 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([id], await InStockAsync(false));
        await (await _admin.PutAsync($"/products/{id}/stock", new { quantity = 7, expected = 0 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal([id], await InStockAsync(true));
        Assert.Equal(0, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM search_renewals"));

        async Task<IEnumerable<long>> InStockAsync(bool inStock) =>
            (await Shop.Anyone.ReadAsync($"/products?in_stock={(inStock ? "true" : "false")}"))
                .Items().Select(p => p.Id());
    }

    private async Task RenameToysAsync(string name) =>
        await (await _admin.PutAsync($"/products/categories/{await Shop.Database.ReadAsync<long>(Toys)}", new { name }))
            .ShouldBeAsync(HttpStatusCode.OK);

    private async Task AddManyAsync()
    {
        await Shop.Database.ExecuteAsync($"""
            INSERT INTO products (sku, slug, name, category_id, pet_type_id, price, is_active, created_at,
                updated_at, version)
            SELECT 'ROPE-' || i, 'rope-' || i, 'Rope ' || i, ({Toys}), (SELECT id FROM pet_types WHERE slug = 'dog'), 5,
                true, now(), now(), 1
            FROM generate_series(1, {Products}) i
            """);
        await Shop.Database.ExecuteAsync(
            "INSERT INTO product_stock (product_id, quantity, sellable, last_movement_id) "
            + "SELECT id, 5, true, 0 FROM products");
        await Shop.Database.ExecuteAsync("INSERT INTO search_renewals DEFAULT VALUES");
        await Shop.RunJobAsync<SearchReindexJob>();
        Assert.Equal(Products, await CountAsync("toys"));
    }

    private async Task RunBatchAsync()
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        Assert.True(await scope.ServiceProvider.GetRequiredService<SearchReindexer>().RunAsync(CancellationToken.None));
    }

    /// <summary>Directly from the database, bypassing the cache.</summary>
    private Task<long> CountAsync(string word) =>
        Shop.Database.ReadAsync<long>(
            "SELECT count(*) FROM product_search WHERE vector @@ plainto_tsquery('petshop_words', $1)", word);

    private async Task<IEnumerable<long>> FoundAsync(string words) =>
        (await Shop.Anyone.ReadAsync("/products?limit=100&q=" + Uri.EscapeDataString(words)))
            .Items().Select(p => p.Id());
}
