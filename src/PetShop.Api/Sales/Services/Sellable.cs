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
        var errors = wanted.Where(line => !IsOnSale(line.ProductId, products))
            .ToDictionary(line => line.Field, line => new[] { Describe(line.ProductId, products) });
        if (errors.Count > 0)
            throw SalesProblems.AreNotOnSale(errors);
    }

    /// <summary>Refuses a cart with such products. The request named none, so no field of it is to blame.</summary>
    /// <exception cref="ShopException">400.</exception>
    public static void RequireCart(IEnumerable<long> wanted, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var refused = wanted.Where(id => !IsOnSale(id, products)).Select(id => Describe(id, products)).ToList();
        if (refused.Count > 0)
            throw SalesProblems.CartIsNotOnSale(refused);
    }

    private static bool IsOnSale(long id, IReadOnlyDictionary<long, ProductSnapshot> products) => products.TryGetValue(id, out var product) && product.IsActive;

    private static string Describe(long id, IReadOnlyDictionary<long, ProductSnapshot> products) =>
        products.TryGetValue(id, out var product) ? $"'{product.Name}' (product {id}) is no longer on sale." : $"There is no product {id}.";
}
