using System.Globalization;
using PetShop.Api.Core.Database;
using PetShop.Benchmarks.Torture.Actors;

namespace PetShop.Benchmarks.Torture.Checks;

/// <summary>What both nodes show to customers against the database.</summary>
/// <remarks>
/// A node that is killed between its commit and the removal from the cache leaves the product as it was before, until
/// the entry expires (docs/decisions/0010). Such products are counted apart: all their movements that are not shown
/// must have been made shortly before a node was killed.
/// </remarks>
internal sealed class PublicChecks(TortureShop shop)
{
    private const int PublicCap = 20;

    /// <summary>For how long a commit can be under way: PostgreSQL may be frozen meanwhile.</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(20);

    public async Task<CheckResult> RunAsync()
    {
        using var client = new TortureClient();
        var kept = (await shop.Database.ListAsync("""
            SELECT p.id, p.price, s.quantity FROM products p JOIN product_stock s ON s.product_id = p.id
            """, row => new KeptProduct(row.GetInt64(0), row.GetDecimal(1), row.GetInt32(2))))
            .ToDictionary(product => product.Id);
        var (faults, excused) = (new List<string>(), 0);
        foreach (var id in shop.Products)
        {
            foreach (var node in shop.Nodes)
            {
                var answer = await client.SendAsync(node.Address, new(HttpMethod.Get, $"products/{id}"), token: null);
                var shown = answer.IsSuccess ? answer.Body.GetProperty("stock_quantity").GetInt32() : -1;
                if (!answer.IsSuccess || answer.Body.GetProperty("price").GetDecimal() != kept[id].Price)
                    faults.Add($"product {id} on {node.Name}: {answer.Body}");
                else if (shown == Public(kept[id].Stock))
                    continue;
                else if (await WasLostAsync(id, shown))
                    excused++;
                else
                    faults.Add($"product {id} on {node.Name} shows {shown} instead of {kept[id].Stock}");
            }
        }
        Console.WriteLine($"Products shown as they were before a node was killed at its commit: {excused}");
        return new("both nodes show every product as the database has it", shop.Products.Length * shop.Nodes.Count,
            faults.Count, [.. faults.Take(3)]);
    }

    private async Task<bool> WasLostAsync(long product, int shown)
    {
        var newestFirst = await shop.Database.ListAsync(string.Create(CultureInfo.InvariantCulture,
            $"SELECT id, balance FROM stock_movements WHERE product_id = {product} ORDER BY id DESC LIMIT 50"),
            row => (MadeAt: TimeOrderedIds.TimeOf(row.GetInt64(0)), Balance: row.GetInt32(1)));
        var unseen = newestFirst.TakeWhile(movement => Public(movement.Balance) != shown).ToList();
        var kills = shop.Nodes.SelectMany(node => node.Kills).ToList();
        return unseen.Count < newestFirst.Count && unseen.TrueForAll(movement => kills.Exists(
            kill => movement.MadeAt <= kill && kill <= movement.MadeAt + LongestCommit));
    }

    private static int Public(int stock) => Math.Clamp(stock, 0, PublicCap);

    private sealed record KeptProduct(long Id, decimal Price, int Stock);
}
