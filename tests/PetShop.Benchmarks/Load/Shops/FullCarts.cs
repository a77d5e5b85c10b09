using Npgsql;

namespace PetShop.Benchmarks.Load.Shops;

/// <summary>
/// Fills the carts of customers who place orders repeatedly, by SQL, from copies of carts that the API filled once.
/// Whole rows are copied, so that builds with different schemas can be filled alike.
/// </summary>
internal sealed class FullCarts(NpgsqlDataSource database)
{
    private const string Keep = """
        CREATE TABLE load_carts AS
        SELECT * FROM cart_lines WHERE cart_id IN (SELECT id FROM carts WHERE user_id = ANY ($1))
        """;

    private const string KeepHot = "CREATE TABLE load_hot_carts AS SELECT * FROM load_carts";

    private const string PutHot = """
        UPDATE load_hot_carts h SET product_id = $1
        FROM (SELECT cart_id, min(product_id) AS product_id FROM load_hot_carts GROUP BY cart_id) first
        WHERE h.cart_id = first.cart_id AND h.product_id = first.product_id
        """;

    private const string Empty = "DELETE FROM cart_lines WHERE cart_id IN (SELECT cart_id FROM load_carts)";

    /// <summary>Copies the carts as they are, and a second time with one product that is in all of them.</summary>
    /// <param name="hot">A product that is not in any of the carts yet.</param>
    public async Task KeepAsync(long[] buyers, long hot)
    {
        await ExecuteAsync(Keep, buyers);
        await ExecuteAsync(KeepHot);
        await ExecuteAsync(PutHot, hot);
    }

    public async Task FillAsync(bool isHot)
    {
        await ExecuteAsync(Empty);
        await ExecuteAsync("INSERT INTO cart_lines SELECT * FROM " + (isHot ? "load_hot_carts" : "load_carts"));
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
