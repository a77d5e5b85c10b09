using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Services.Catalog;

namespace PetShop.Api.Sales.Services;

/// <summary>Checks whether products can be bought.</summary>
internal static class OnSaleRules
{
    /// <summary>Refuses products that are unknown or not on sale, each at its field.</summary>
    /// <param name="inCart">The products in the customer's cart. Any other hidden product is refused with the same
    /// message as one that does not exist, so that nobody can probe ids for products that the shop is about to
    /// sell.</param>
    /// <exception cref="ShopException">400.</exception>
    public static void Require(
        IEnumerable<(string Field, long ProductId)> wanted, IReadOnlyDictionary<long, ProductSnapshot> products,
        IReadOnlySet<long> inCart)
    {
        var errors = wanted.Where(line => !IsOnSale(line.ProductId, products)).ToDictionary(
            line => line.Field, line => new[]
            {
                inCart.Contains(line.ProductId) ? Describe(line.ProductId, products) : DoesNotExist(line.ProductId)
            });
        if (errors.Count > 0)
            throw SalesProblems.AreNotOnSale(errors);
    }

    /// <summary>Whether all of them can be bought.</summary>
    public static bool AreOnSale(IEnumerable<long> wanted, IReadOnlyDictionary<long, ProductSnapshot> products) =>
        wanted.All(id => IsOnSale(id, products));

    /// <summary>
    /// Refuses a cart with such products. The request did not name them, so no field of it is invalid.
    /// </summary>
    /// <exception cref="ShopException">400.</exception>
    public static void RequireCart(IEnumerable<long> wanted, IReadOnlyDictionary<long, ProductSnapshot> products)
    {
        var refused = wanted.Where(id => !IsOnSale(id, products)).Select(id => Describe(id, products)).ToList();
        if (refused.Count > 0)
            throw SalesProblems.CartIsNotOnSale(refused);
    }

    private static bool IsOnSale(long id, IReadOnlyDictionary<long, ProductSnapshot> products) =>
        products.TryGetValue(id, out var product) && product.IsActive;

    private static string Describe(long id, IReadOnlyDictionary<long, ProductSnapshot> products) =>
        products.TryGetValue(id, out var product)
            ? $"'{product.Name}' (product {id}) is no longer on sale."
            : DoesNotExist(id);

    private static string DoesNotExist(long id) => $"There is no product {id}.";
}
