using System.Globalization;
using PetShop.IntegrationTests.Core.Cache;

namespace PetShop.IntegrationTests.Core.Observability;

public sealed class MetricsTests : ShopTest
{
    private static readonly string[] Figures = ["petshop_orders_placed", "petshop_orders_stock_refusals", "petshop_orders_revenue"];

    [Fact]
    public async Task Orders_refusals_revenue_and_the_cache_are_counted()
    {
        var ball = await Shop.Catalogue.AddProductAsync(stock: 3, price: 2.50m);
        var (buyer, admin) = (await Shop.SignUpAsync(), await Shop.AdminAsync());
        var before = await ReadAsync(admin);
        await buyer.OrderAsync((ball, 2));
        await (await buyer.CheckOutAsync((ball, 2))).ShouldBeProblemAsync(HttpStatusCode.Conflict);
        // At least: the meters of all shops of this process are read, and an answer may be the last one again for a moment.
        await Eventually.TrueAsync(async () => (await ReadAsync(admin)).Zip(before).All(figure => figure.First > figure.Second), "all figures rise");
        var text = await (await admin.GetAsync("/metrics")).Content.ReadAsStringAsync();
        foreach (var name in (string[])["petshop_cache_hits_total", "http_server_request_duration_seconds", "petshop_cache_misses", "dotnet_gc_collections", "db_client"])
            Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_read_them_at_the_shops_own_port()
    {
        await (await Shop.Anyone.GetAsync("/metrics")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        await (await (await Shop.SignUpAsync()).GetAsync("/metrics")).ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    private static async Task<double[]> ReadAsync(ShopCaller admin)
    {
        var answer = await admin.GetAsync("/metrics");
        await answer.ShouldBeAsync(HttpStatusCode.OK);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        return [.. Figures.Select(figure => lines.Where(line => line.StartsWith(figure, StringComparison.Ordinal)).Sum(ValueOf))];
    }

    /// <summary><c>name{labels} value [timestamp]</c></summary>
    private static double ValueOf(string line)
    {
        var words = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return double.Parse(words[line.Contains('}', StringComparison.Ordinal) ? 0 : 1], CultureInfo.InvariantCulture);
    }
}
