using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>Keyset pagination for the sort orders that have an index.</summary>
internal static class ProductKeyset
{
    /// <summary>The positions after a given one, in order. They contain only columns of the sort's index.</summary>
    /// <param name="after">Null for the first page.</param>
    public static IQueryable<ProductPosition> Page(
        IQueryable<ProductSearchEntry> found, ProductSort sort, ProductPosition? after, int count) =>
        Order(Places(After(found, sort, after), sort), sort).Limit(count);

    public static IOrderedQueryable<ProductPosition> Order(IQueryable<ProductPosition> places, ProductSort sort) =>
        sort switch
        {
            ProductSort.Price => places.OrderBy(p => p.Price).ThenBy(p => p.Id),
            ProductSort.PriceDescending => places.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
            ProductSort.Name => places.OrderBy(p => p.Name).ThenBy(p => p.Id),
            ProductSort.NameDescending => places.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
            ProductSort.Newest => places.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id),
            _ => places.OrderBy(p => p.Id),     // the caller knows the order
        };

    private static IQueryable<ProductPosition> Places(IQueryable<ProductSearchEntry> found, ProductSort sort) =>
        sort switch
        {
            ProductSort.Price or ProductSort.PriceDescending =>
                found.Select(e => new ProductPosition { Id = e.ProductId, Price = e.Price }),
            ProductSort.Name or ProductSort.NameDescending =>
                found.Select(e => new ProductPosition { Id = e.ProductId, Name = e.Name }),
            ProductSort.Newest => found.Select(e => new ProductPosition { Id = e.ProductId, CreatedAt = e.CreatedAt }),
            _ => found.Select(e => new ProductPosition { Id = e.ProductId }),
        };

    /// <summary>
    /// The entries after a position. Apply it to the table itself: EF Core does not translate row comparisons on
    /// a subquery.
    /// </summary>
    public static IQueryable<ProductSearchEntry> After(
        IQueryable<ProductSearchEntry> found, ProductSort sort, ProductPosition? after) => sort switch
        {
            _ when after is null => found,
            ProductSort.Price => found.Where(e => EF.Functions.GreaterThan(
                ValueTuple.Create(e.Price, e.ProductId), ValueTuple.Create(after.Price, after.Id))),
            ProductSort.PriceDescending => found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.Price, e.ProductId), ValueTuple.Create(after.Price, after.Id))),
            ProductSort.Name => found.Where(e => EF.Functions.GreaterThan(
                ValueTuple.Create(e.Name, e.ProductId), ValueTuple.Create(after.Name!, after.Id))),
            ProductSort.NameDescending => found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.Name, e.ProductId), ValueTuple.Create(after.Name!, after.Id))),
            ProductSort.Newest => found.Where(e => EF.Functions.LessThan(
                ValueTuple.Create(e.CreatedAt, e.ProductId), ValueTuple.Create(after.CreatedAt, after.Id))),
            _ => found,
        };
}
