using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Services.Catalog;

namespace PetShop.Api.Sales.Services;

/// <summary>Whether products can be bought.</summary>
internal static class Sellable
{
    /// <summary>Refuses products that are unknown or not on sale, each at its field.</summary>
    /// <exception cref="ShopException">400.</exception>
    public static void Require(IEnumerable<(string Field, long ProductId)> wanted, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var errors = wanted.Where(line => !products.TryGetValue(line.ProductId, out var product) || !product.IsActive)
            .ToDictionary(line => line.Field, line => new[] { Describe(line.ProductId, products) });
        if (errors.Count > 0)
            throw SalesProblems.AreNotOnSale(errors);
    }

    private static string Describe(long id, IReadOnlyDictionary<long, ProductSnapshot> products) =>
        products.TryGetValue(id, out var product) ? $"'{product.Name}' (product {id}) is no longer on sale." : $"There is no product {id}.";
}
