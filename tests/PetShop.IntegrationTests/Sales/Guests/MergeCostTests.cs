namespace PetShop.IntegrationTests.Sales.Guests;

/// <summary>What taking over a guest's cart asks of the database.</summary>
public sealed class MergeCostTests : ShopTest
{
    [Fact]
    public async Task A_hundred_lines_take_as_many_statements_as_one()
    {
        var products = new List<long>();
        for (var i = 0; i < 100; i++)
            products.Add(await Shop.Catalogue.AddProductAsync());
        using var counter = new StatementCounter();
        await CountAsync(owned: 0, lines: 1);       // the first merge of a node fills its caches
        var one = await CountAsync(owned: 0, lines: 1);
        Assert.Equal(one, await CountAsync(owned: 0, lines: 100));
        // Into a cart that has them already.
        var more = await CountAsync(owned: 1, lines: 1);
        Assert.Equal(more, await CountAsync(owned: 100, lines: 100));
        Assert.Equal(more, await CountAsync(owned: 50, lines: 100));
        Assert.InRange(one, 3, 12);
        Assert.InRange(more, 3, 12);

        // The fewest of three: on a busy machine, a session may have to be read again.
        async Task<int> CountAsync(int owned, int lines)
        {
            var fewest = int.MaxValue;
            for (var i = 0; i < 3; i++)
                fewest = Math.Min(fewest, await CountOnceAsync(owned, lines));
            return fewest;
        }

        async Task<int> CountOnceAsync(int owned, int lines)
        {
            var (buyer, guest) = (await Shop.SignUpAsync(), await Guest.BeginAsync(Shop.Node));
            if (owned > 0)
                await buyer.FillCartAsync([.. products.Take(owned).Select(id => (id, 1))]);
            await guest.FillAsync([.. products.Take(lines).Select(id => (id, 1))]);
            await buyer.CartAsync();
            var count = await counter.CountAsync(
                buyer, HttpMethod.Post, "/sales/carts/merge", new { token = guest.Token });
            var merged = await buyer.CartAsync();
            Assert.Equal((Math.Max(owned, lines), owned + lines),
                (merged.Items().Count, merged.Count("item_count")));
            return count;
        }
    }
}
