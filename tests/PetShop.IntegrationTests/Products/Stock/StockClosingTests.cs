using Microsoft.Extensions.DependencyInjection;
using PetShop.Api.Products.Repositories.Ledger;
using PetShop.Api.Products.Services.Stock;
using PetShop.IntegrationTests.Sales;

namespace PetShop.IntegrationTests.Products.Stock;

public sealed class StockClosingTests : ShopTest
{
    [Fact]
    public async Task A_month_is_closed_once_for_what_moved_in_it()
    {
        var (ball, rope) =
            (await Shop.Catalogue.AddProductAsync(stock: 10), await Shop.Catalogue.AddProductAsync(stock: 5));
        var admin = await Shop.AdminAsync();
        await (await admin.MoveAsync(ball, "damaged", -3)).ShouldBeAsync(HttpStatusCode.Created);
        var now = Shop.Clock.GetUtcNow();
        var next = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
        Shop.Clock.SetUtcNow(next.AddHours(23));
        await Shop.RunJobAsync<StockClosingJob>();
        Assert.Equal(0L, await Shop.Database.ReadAsync<long>("SELECT count(*) FROM stock_balances"));

        Shop.Clock.SetUtcNow(next.AddHours(25));
        await Shop.RunJobAsync<StockClosingJob>();
        Assert.Equal($"{ball} 7, {rope} 5", await BalancesAsync(next.AddMonths(-1)));
        admin = await Admin.SignInAsync(Shop.Node);
        await (await admin.MoveAsync(ball, "received", 4)).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.AssertBalancedAsync();
        await Shop.RunJobAsync<StockClosingJob>();
        Assert.Equal($"{ball} 7, {rope} 5", await BalancesAsync(next.AddMonths(-1)));

        Shop.Clock.SetUtcNow(next.AddMonths(1).AddHours(25));
        await Shop.RunJobAsync<StockClosingJob>();
        Assert.Equal($"{ball} 11", await BalancesAsync(next));
        await Shop.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_audit_reads_the_movements_of_closed_months_no_more()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        Shop.Clock.Advance(TimeSpan.FromDays(35));
        await Shop.RunJobAsync<StockClosingJob>();
        var admin = await Admin.SignInAsync(Shop.Node);
        await (await admin.MoveAsync(ball, "received", 4)).ShouldBeAsync(HttpStatusCode.Created);
        await Shop.Database.ExecuteAsync("""
            SET session_replication_role = replica;
            DELETE FROM stock_movements WHERE reason = 'Opening';
            """);
        Assert.Empty(await Shop.FaultsAsync());
        await Shop.Database.ExecuteAsync("UPDATE product_stock SET quantity = quantity - 1");
        Assert.Equal(14, Assert.Single(await Shop.FaultsAsync()).LedgerFigure);
    }

    [Fact]
    public async Task A_month_in_which_nothing_moved_does_not_keep_the_audit_from_starting_later()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 10);
        Shop.Clock.Advance(TimeSpan.FromDays(70));          // at least one whole month without a movement
        await Shop.RunJobAsync<StockClosingJob>();
        var admin = await Admin.SignInAsync(Shop.Node);
        await (await admin.MoveAsync(ball, "received", 4)).ShouldBeAsync(HttpStatusCode.Created);
        Shop.Clock.Advance(TimeSpan.FromDays(35));
        await Shop.RunJobAsync<StockClosingJob>();
        await using var scope = Shop.Services.CreateAsyncScope();
        var closings = scope.ServiceProvider.GetRequiredService<StockClosingRepository>();
        var ended = DateOnly.FromDateTime(Shop.Clock.GetUtcNow().AddDays(-1).UtcDateTime);
        Assert.Empty(await closings.ListOpenMonthsAsync(ended, CancellationToken.None));
        await Shop.AssertBalancedAsync();
    }

    private Task<string> BalancesAsync(DateTimeOffset month) => Shop.Database.ReadAsync<string>("""
        SELECT string_agg(product_id || ' ' || balance, ', ' ORDER BY product_id) FROM stock_balances WHERE month = $1
        """, DateOnly.FromDateTime(month.UtcDateTime));
}
