namespace PetShop.Benchmarks.Size;

/// <summary>A query with its values. Each round uses the next value.</summary>
/// <param name="ByAdmin">Whether an admin sends the query.</param>
/// <param name="Paths">What is in angle brackets is replaced by a value of the shop.</param>
internal sealed record SizeQuery(string Name, bool ByAdmin, params string[] Paths)
{
    private const string Far = "the cursor of page 1,000";

    /// <summary>Page 1,000, or the middle of a shorter list.</summary>
    public static readonly SizeQuery Page1000 = new("page 1,000, newest first", false, Far);

    public bool IsFar => Paths[0] == Far;

    public static IReadOnlyList<SizeQuery> All { get; } =
    [
        new("get", false, "products/100", "products/300", "products/500"),
        new("newest", false, "products"),
        new("by name", false, "products?sort=name", "products?sort=-name"),
        new("by price", false, "products?sort=price", "products?sort=-price"),
        new("category", false, "products?category=dry-food", "products?category=toys", "products?category=collars",
            "products?category=food"),
        new("category by price", false, "products?category=toys&sort=price", "products?category=dry-food&sort=-price",
            "products?category=food&sort=price", "products?category=collars&sort=price"),
        new("category by name", false, "products?category=toys&sort=name", "products?category=dry-food&sort=-name"),
        new("pet type and brand", false, "products?pet_type=cat&brand=quillmarsh",
            "products?pet_type=dog&brand=brackenfold", "products?pet_type=dog&brand=quillmarsh"),
        new("pet type and brand by price", false, "products?pet_type=cat&brand=quillmarsh&sort=price",
            "products?pet_type=dog&brand=brackenfold&sort=price"),
        new("price band", false, "products?min_price=10&max_price=12", "products?min_price=100", "products?max_price=3",
            "products?min_price=20&max_price=40"),
        new("price band by name", false, "products?min_price=10&max_price=12&sort=name"),
        new("in_stock=true", false, "products?in_stock=true", "products?in_stock=true&sort=price"),
        new("in_stock=false", false, "products?in_stock=false", "products?in_stock=false&sort=price",
            "products?in_stock=false&category=food"),
        new("one word", false, "products?q=salmon", "products?q=puppy", "products?q=food",
            "products?q=with", "products?q=collar"),
        new("two words", false, "products?q=dry%20food", "products?q=salmon%20cat", "products?q=adult%20chicken",
            "products?q=blue%20collar"),
        new("words by price", false, "products?q=salmon&sort=price", "products?q=food&sort=price",
            "products?q=puppy%20chicken&sort=-price"),
        new("word in a category", false, "products?q=salmon&category=treats", "products?q=chicken&category=food"),
        Page1000,
        new("admin: products low on stock", true, "products?low_stock=true", "products?low_stock=true&category=food"),
        new("admin: hidden products", true, "products?is_active=false", "products?is_active=false&category=food"),
        new("admin: orders", true, "sales/orders", "sales/orders?status=pending", "sales/orders?q=barkham",
            "sales/orders?q=eve%20heron", "sales/orders?archived=true", "sales/orders?guest=true",
            "sales/orders?guest=true&status=pending"),
        new("admin: one order", true, "sales/orders/<order>", "sales/orders?q=<email>", "sales/orders?q=<tracking>",
            "sales/orders?q=<sku>", "sales/orders/<order>/timeline", "sales/orders/<order>/shipments",
            "sales/orders/<order>/explain"),
        new("admin: stock movements", true, "products/<product>/stock/movements",
            "products/<product>/stock/movements?reason=opening"),
        new("admin: accounts", true, "auth/users", "auth/users?role=user", "auth/users?role=admin",
            "auth/users?q=buyer", "auth/users?q=gwen%20ibex"),
    ];
}
