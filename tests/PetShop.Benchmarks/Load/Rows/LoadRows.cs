namespace PetShop.Benchmarks.Load.Rows;

/// <summary>All rows, in the order of the table.</summary>
internal static class LoadRows
{
    public static IReadOnlyList<Row> All { get; } =
    [
        new("product", "cached product ÷ bare action with the same bytes", 0.75, t => (t.Product, t.Bare)),
        new("pipeline", "cached product ÷ the action behind the shop's pipeline", 0.9, t => (t.Product, t.Behind)),
        new("304", "304 ÷ bare action with the product's bytes", 0.8, t => (t.NotModified, t.Bare)),
        new("list", "cached list of 24 ÷ bare action with the same bytes", 0.75, t => (t.List, t.BareList)),
        new("token", "cached product with a shopper's token ÷ without", 0.8, t => (t.ProductWithToken, t.Product))
        {
            NeedsShoppers = true,
        },
        new("unknown", "one unknown product (404) ÷ cached product", 0.6, t => (t.Unknown, t.Product)),
        new("unknown-new", "ever new unknown products (404) ÷ cached product", 0, t => (t.EverNewUnknown, t.Product)),
        new("miss", "product, not cached ÷ raw Npgsql", 0.7, t => (t.Miss, t.RawProduct)) { NeedsForgetful = true },
        new("cart", "own cart of 3 ÷ raw Npgsql", 0.7, t => (t.Cart, t.RawCart)) { NeedsShoppers = true },
        new("orders", "own orders, 5 of 3 lines ÷ raw Npgsql", 0.7, t => (t.Orders, t.RawOrders))
        {
            NeedsShoppers = true,
        },
        new("checkout", "checkout, 10,000 products ÷ pgbench", 0.9, t => (t.Checkout, t.Pgbench))
        {
            NeedsShoppers = true, NeedsPgbench = true,
        },
        new("checkout-hot", "checkout, one hot product ÷ pgbench", 0.7, t => (t.HotCheckout, t.HotPgbench))
        {
            NeedsShoppers = true, NeedsPgbench = true,
        },
        new("latency", "p99 of the cached product ÷ p99 of the bare action, at the same rate", 1.5,
            t => (t.PacedProduct, t.PacedBare)) { IsLatency = true },
    ];

    /// <summary>The rows with these names; all rows if there are none.</summary>
    /// <exception cref="FormatException">There is no row with one of the names.</exception>
    public static IReadOnlyList<Row> Choose(IReadOnlyList<string> names)
    {
        var unknown = names.FirstOrDefault(name => All.All(row => row.Name != name));
        return unknown is not null
            ? throw new FormatException(
                $"There is no row {unknown}. Rows: {string.Join(", ", All.Select(row => row.Name))}.")
            : [.. All.Where(row => names.Count == 0 || names.Contains(row.Name))];
    }
}
