using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Services.Stock;

namespace PetShop.IntegrationTests.Products;

public sealed class StockTests : ShopTest
{
    [Fact]
    public async Task A_count_is_taken_only_from_the_figure_it_started_at()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 10);
        var admin = await Shop.AdminAsync();
        var before = await admin.GetAsync($"/products/{id}");
        var answer = await admin.PutAsync($"/products/{id}/stock", new { quantity = 7, expected = 10 });
        Assert.Equal(7, (await answer.ShouldBeAsync(HttpStatusCode.OK)).Count("stock_quantity"));
        Assert.Equal(before.Headers.ETag, answer.Headers.ETag);      // a count is no edit
        var late = await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 9, expected = 10 }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict, "stock-changed");
        Assert.Equal(7, late.Count("stock_quantity"));
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(id));
    }

    [Fact]
    public async Task A_count_made_from_an_old_reading_is_refused()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 10);
        var admin = await Shop.AdminAsync();
        var before = (await admin.GetAsync($"/products/{id}")).Headers.ETag!.Tag;
        var edited = (await admin.PatchAsync($"/products/{id}", new { price = 5 })).Headers.ETag!.Tag;
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 7, expected = 10 }, ifMatch: before))
            .ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(id));
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 7, expected = 10 }, ifMatch: edited))
            .ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_count_needs_both_figures_and_a_product()
    {
        var admin = await Shop.AdminAsync();
        var id = await Shop.Catalogue.AddProductAsync();
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 1 })).ShouldRejectFieldAsync("expected");
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = -1, expected = 10 }))
            .ShouldRejectFieldAsync("quantity");
        await (await admin.PutAsync("/products/999999/stock", new { quantity = 1, expected = 1 }))
            .ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await (await (await Shop.SignUpAsync()).PutAsync($"/products/{id}/stock", new { quantity = 1, expected = 10 }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_hundred_takers_of_twenty_units_get_twenty()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 20);
        var taken = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TryTakeAsync((id, 1))));
        Assert.Equal(20, taken.Count(refusal => refusal is null));
        Assert.All(taken.Where(refusal => refusal is not null),
            refusal => Assert.Equal("insufficient-stock", refusal!.Type.Slug));
        Assert.Equal(0, await Shop.Catalogue.StockOfAsync(id));
    }

    [Fact]
    public async Task Crossing_orders_never_deadlock()
    {
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add(await Shop.Catalogue.AddProductAsync(stock: 1000));
        var baskets = Enumerable.Range(0, 200)
            .Select(i => ids.Select(id => (id, 1)).OrderBy(_ => Random.Shared.Next()).ToArray()).ToList();
        Assert.All(await Task.WhenAll(baskets.Select(TryTakeAsync)), Assert.Null);
        foreach (var id in ids)
            Assert.Equal(800, await Shop.Catalogue.StockOfAsync(id));
        // Each deadlock would be logged as a retry; the server's own count includes earlier tests.
        Assert.DoesNotContain(Shop.Node.Log.Lines, line => line.Contains("is retried", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_little_of_one_takes_nothing_and_names_all_that_fall_short()
    {
        var (plenty, few, gone) = (await Shop.Catalogue.AddProductAsync(stock: 10),
            await Shop.Catalogue.AddProductAsync(stock: 3), await Shop.Catalogue.AddProductAsync(stock: 0));
        var refusal = await TryTakeAsync((plenty, 5), (few, 2), (few, 2), (gone, 1), (999_999, 1));
        var items = Assert.IsType<List<StockShortage>>(refusal!.Members!["items"]);
        Assert.Equal([new(few, 4, 3), new(gone, 1, 0), new(999_999, 1, 0)], items.OrderBy(i => i.ProductId));
        Assert.Equal(10, await Shop.Catalogue.StockOfAsync(plenty));
        Assert.Equal(3, await Shop.Catalogue.StockOfAsync(few));
    }

    [Fact]
    public async Task What_is_put_back_is_there_again_and_what_is_gone_is_passed_over()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 3);
        await TryTakeAsync((id, 2));
        await WithStockAsync(
            stock => stock.ReleaseAsync(
                Actor.Anonymous, [new(id, 1, 7), new(id, 1, 7), new(999_999, 5, 7)], CancellationToken.None));
        Assert.Equal(3, await Shop.Catalogue.StockOfAsync(id));
    }

    [Fact]
    public async Task Changes_of_stock_price_and_visibility_are_logged_with_the_old_and_the_new_value()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 10, price: 5m);
        var node = Shop.StartNode(("Logging:LogLevel:PetShop.Api.Products", "Information"));
        var admin = (await Shop.AdminAsync()).At(node);
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 7, expected = 10 }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/products/{id}/stock", new { quantity = 8, expected = 10 }))
            .ShouldBeAsync(HttpStatusCode.Conflict);
        await (await admin.PatchAsync($"/products/{id}", new { price = 6.5m, name = "Rope" }))
            .ShouldBeAsync(HttpStatusCode.OK);
        await (await admin.PatchAsync($"/products/{id}", new { is_active = false, price = 6.5m }))
            .ShouldBeAsync(HttpStatusCode.OK);
        string[] expected = [$"Stock of product {id} set from 10 to 7", $"Price of product {id} changed from "
            + "5.000 to 6.5", $"Visibility (is_active) of product {id} changed from True to False"];
        Assert.Equal(expected, node.Log.Lines.Where(line => line.Contains("ProductChanges", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task Nothing_is_taken_of_what_was_hidden_in_the_meantime()
    {
        var id = await Shop.Catalogue.AddProductAsync(stock: 5);
        await (await (await Shop.AdminAsync()).PatchAsync($"/products/{id}", new { is_active = false }))
            .ShouldBeAsync(HttpStatusCode.OK);
        var refusal = await TryTakeAsync((id, 1));
        Assert.Equal([new(id, 1, 0)], Assert.IsType<List<StockShortage>>(refusal!.Members!["items"]));
        // a cancelled order's units come back all the same
        await WithStockAsync(stock => stock.ReleaseAsync(Actor.Anonymous, [new(id, 2, 7)], CancellationToken.None));
        Assert.Equal(7, await Shop.Catalogue.StockOfAsync(id));
        await (await (await Shop.AdminAsync()).PatchAsync($"/products/{id}", new { is_active = true }))
            .ShouldBeAsync(HttpStatusCode.OK);
        Assert.Null(await TryTakeAsync((id, 7)));
    }

    [Fact]
    public async Task A_sale_touches_no_index()
    {
        // few enough for one page, which has no room for more versions of a row that nothing may clear away yet
        const int Sales = 5;
        var id = await Shop.Catalogue.AddProductAsync(stock: 1000);
        await using var scope = Shop.Services.CreateAsyncScope();
        var (stock, db) = (scope.ServiceProvider.GetRequiredService<IStockService>(),
            scope.ServiceProvider.GetRequiredService<PetShopDbContext>());
        // The connection's own figures: those of the whole server come late and hold other tests' edits.
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var hot = await work.CommitAsync(async () =>
        {
            var before = await HotUpdatesAsync(db);
            for (var i = 0; i < Sales; i++)
            {
                await stock.TakeAsync(Actor.Anonymous, [new(id, 1, i)], CancellationToken.None);
                await work.Closing.SendAsync(CancellationToken.None);
            }
            return await HotUpdatesAsync(db) - before;
        }, CancellationToken.None);
        Assert.Equal(Sales, hot);
    }

    private static Task<long> HotUpdatesAsync(PetShopDbContext db) =>
        db.Database.SqlQuery<long>(
            $"SELECT n_tup_hot_upd AS \"Value\" FROM pg_stat_xact_user_tables WHERE relname = 'product_stock'")
            .SingleAsync();

    private async Task<ShopException?> TryTakeAsync(params (long Id, int Quantity)[] lines)
    {
        try
        {
            await WithStockAsync(stock => stock.TakeAsync(Actor.Anonymous,
                [.. lines.Select(line => new StockLine(line.Id, line.Quantity, 7))], CancellationToken.None));
            return null;
        }
        catch (ShopException refusal)
        {
            return refusal;
        }
    }

    private async Task WithStockAsync(Func<IStockService, Task> work)
    {
        await using var scope = Shop.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IStockService>());
    }
}
