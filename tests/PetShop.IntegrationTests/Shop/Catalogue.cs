using System.Text.Json;

namespace PetShop.IntegrationTests.Shop;

/// <summary>Creates products, as the admin.</summary>
public sealed class Catalogue(ShopFixture shop)
{
    private static int _made;

    /// <summary>Creates a product.</summary>
    /// <returns>Its id.</returns>
    public async Task<long> AddProductAsync(
        int stock = 10, decimal price = 9.90m, string? name = null, string category = "toys", string petType = "dog",
        bool isActive = true) =>
        (await CreateAsync(new
        {
            name = name ?? $"Rope toy {Interlocked.Increment(ref _made)}",
            category,
            pet_type = petType,
            price,
            stock_quantity = stock,
            is_active = isActive,
        })).Id();

    /// <summary>Creates a product with all fields.</summary>
    /// <returns>The response to the admin.</returns>
    public async Task<JsonElement> CreateAsync(object product) =>
        await (await (await shop.AdminAsync()).PostAsync("/products", product)).ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>Creates a category, pet type or brand.</summary>
    /// <param name="path">The list that it belongs to, such as <c>/products/brands</c>.</param>
    /// <returns>The response to the admin.</returns>
    public async Task<JsonElement> AddReferenceAsync(string path, object body) =>
        await (await (await shop.AdminAsync()).PostAsync(path, body)).ShouldBeAsync(HttpStatusCode.Created);

    /// <summary>The product as the admin sees it.</summary>
    public async Task<JsonElement> ReadAsync(long productId) =>
        await (await (await shop.AdminAsync()).GetAsync($"/products/{productId}")).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>The product as the public sees it.</summary>
    public async Task<JsonElement> PublicAsync(long productId) =>
        await (await shop.Anyone.GetAsync($"/products/{productId}")).ShouldBeAsync(HttpStatusCode.OK);

    /// <summary>The exact number of units on hand.</summary>
    public async Task<int> StockOfAsync(long productId) =>
        (await ReadAsync(productId)).GetProperty("stock_quantity").GetInt32();
}
