using System.Globalization;
using PetShop.Api.Core.Errors;
using PetShop.Api.Products.Dtos.Stock;
using PetShop.Api.Products.Repositories;

namespace PetShop.Api.Products.Services.Counts;

/// <summary>A line of a count with its product.</summary>
internal sealed record CountedLine(ProductName Product, int Counted, int? Expected)
{
    /// <param name="figure">The figure before the count.</param>
    public StockCountResult ResultOf(int figure, long? movementId) => new()
    {
        ProductId = Product.Id,
        Sku = Product.Sku,
        Name = Product.Name,
        StockQuantity = figure,
        Counted = Counted,
        Difference = Counted - figure,
        MovementId = movementId,
    };
}

/// <summary>Finds the products of a count.</summary>
internal sealed class StockCountLines(ProductRepository products)
{
    /// <summary>
    /// Until the transaction ends, removals of the products wait. The number of statements does not depend on the
    /// number of lines.
    /// </summary>
    /// <exception cref="ShopException">400: a product does not exist, or is on two lines.</exception>
    public async Task<List<CountedLine>> ReadAsync(IReadOnlyList<StockCountLine> lines, CancellationToken ct)
    {
        var skus = lines.Select(line => line.Sku).OfType<string>().Select(Lower).Distinct().ToArray();
        var bySku = skus.Length == 0 ? [] : (await products.ListBySkuAsync(skus, ct))
            .ToDictionary(product => Lower(product.Sku), product => product.Id);
        var wanted = lines.Select(line => line.ProductId ?? bySku.GetValueOrDefault(Lower(line.Sku!))).ToList();
        var found = (await products.LockAgainstRemovalAsync([.. wanted.Where(id => id > 0).Distinct().Order()],
            product => new ProductName(product.Id, product.Sku, product.Name), ct)).ToDictionary(p => p.Id);
        Require(lines, wanted, found);
        return [.. lines.Select((line, i) => new CountedLine(found[wanted[i]], line.Counted!.Value, line.Expected))];
    }

    private static void Require(
        IReadOnlyList<StockCountLine> lines, List<long> wanted, Dictionary<long, ProductName> found)
    {
        var errors = new Dictionary<string, string[]>();
        var seen = new HashSet<long>();
        for (var i = 0; i < lines.Count; i++)
        {
            var (member, value) = lines[i].ProductId is { } id
                ? ("product_id", id.ToString(CultureInfo.InvariantCulture))
                : ("sku", $"'{lines[i].Sku}'");
            if (!found.ContainsKey(wanted[i]))
                errors[$"lines[{i}].{member}"] = [$"There is no product {value}."];
            else if (!seen.Add(wanted[i]))
                errors[$"lines[{i}].{member}"] = [$"Product {value} is already on another line. Give it once."];
        }
        if (errors.Count > 0)
            throw new ShopException(ProblemTypes.Validation, "Correct the lines named in errors. Nothing was set.")
            {
                Errors = errors,
            };
    }

    private static string Lower(string sku) => sku.ToLowerInvariant();
}
