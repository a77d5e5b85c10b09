using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>
/// Filters as conditions on search entries. How they are put decides the plan, whatever the statistics say and whether
/// or not the database knows the values when it plans.
/// </summary>
/// <param name="walkPrices">
/// Whether a range of prices is tested on what another sort's index reads, rather than read by its own index.
/// </param>
internal sealed class EntryFilters(PetShopDbContext db, ProductCriteria criteria, bool walkPrices = false)
{
    /// <summary>Entries that pass all filters but words.</summary>
    public IQueryable<ProductSearchEntry> All => OfBrand(OfCategory(OfPetType(Rest)));

    /// <summary>Entries that pass all filters but words, category, pet type and brand.</summary>
    public IQueryable<ProductSearchEntry> Rest => Filter(Entries);

    private IQueryable<ProductSearchEntry> Entries => db.Set<ProductSearchEntry>().AsNoTracking();

    private IQueryable<Category> Categories => criteria.CategoryIds is { } ids
        ? db.Set<Category>().Where(c => ids.Contains(c.Id))
        : db.Set<Category>();

    private IQueryable<PetType> PetTypes => criteria.PetTypeIds is { } ids
        ? db.Set<PetType>().Where(t => ids.Contains(t.Id))
        : db.Set<PetType>();

    /// <summary>
    /// What <paramref name="read"/> reads of them. Those of a category or a brand are read by pet type, the beginning
    /// of each part from an index, and put together: several categories have no common order in an index.
    /// </summary>
    /// <param name="read">Reads of each part as many as are wanted of all, in the order of the list.</param>
    public IQueryable<T> InParts<T>(Func<IQueryable<ProductSearchEntry>, IQueryable<T>> read)
    {
        if (criteria is { CategoryIds: null, PetTypeIds: null, BrandIds: null }
            or { Ids: not null } or { InStock: false } or { IsActive: false })
        {
            return read(All);
        }
        if (criteria.BrandIds is { } brandIds)
        {
            var ofBrands = db.Set<Brand>().Where(b => brandIds.Contains(b.Id))
                .SelectMany(_ => PetTypes, (brand, petType) => new { brand.Id, PetTypeId = petType.Id });
            return EachOf(ofBrands,
                (part, e) => e.BrandId == part.Id && e.PetTypeId == part.PetTypeId && e.PetTypeId >= part.PetTypeId,
                found => read(OfCategory(found)));
        }
        var ofCategories = Categories
            .SelectMany(_ => PetTypes, (category, petType) => new { category.Id, PetTypeId = petType.Id });
        return EachOf(ofCategories,
            (part, e) => e.CategoryId == part.Id && e.PetTypeId == part.PetTypeId && e.PetTypeId >= part.PetTypeId,
            read);
    }

    /// <summary>
    /// What <paramref name="read"/> reads of the entries of each group, group by group. They pass all filters but
    /// those by category, pet type and brand.
    /// </summary>
    /// <param name="belongs">
    /// Not by equality alone: EF would then number the rows of the whole table instead of reading group by group.
    /// </param>
    public IQueryable<T> EachOf<TGroup, T>(
        IQueryable<TGroup> groups, Expression<Func<TGroup, ProductSearchEntry, bool>> belongs,
        Func<IQueryable<ProductSearchEntry>, IQueryable<T>> read)
    {
        var (group, entry) = (belongs.Parameters[0], belongs.Parameters[1]);
        var ofGroup = Entries.Where(Expression.Lambda<Func<ProductSearchEntry, bool>>(belongs.Body, entry));
        return groups.SelectMany(
            Expression.Lambda<Func<TGroup, IEnumerable<T>>>(read(Filter(ofGroup)).Expression, group));
    }

    private IQueryable<ProductSearchEntry> OfCategory(IQueryable<ProductSearchEntry> found) =>
        criteria.CategoryIds is { } ids ? found.Where(e => ids.Contains(e.CategoryId)) : found;

    private IQueryable<ProductSearchEntry> OfPetType(IQueryable<ProductSearchEntry> found) =>
        criteria.PetTypeIds is { } ids ? found.Where(e => ids.Contains(e.PetTypeId)) : found;

    private IQueryable<ProductSearchEntry> OfBrand(IQueryable<ProductSearchEntry> found) =>
        criteria.BrandIds is { } ids ? found.Where(e => ids.Contains(e.BrandId!.Value)) : found;

    private IQueryable<ProductSearchEntry> Filter(IQueryable<ProductSearchEntry> found) =>
        criteria is { MinStock: null, MaxStock: null } ? FilterButStock(found) : WithStock(FilterButStock(found));

    private IQueryable<ProductSearchEntry> FilterButStock(IQueryable<ProductSearchEntry> found)
    {
        if (criteria.IsActive is { } isActive)
            found = found.Where(e => e.IsActive == isActive);
        if (criteria.Ids is { } ids)
            found = found.Where(e => ids.Contains(e.ProductId));
        if (criteria.InStock is { } inStock)
            found = found.Where(e => e.InStock == inStock);
        return walkPrices ? WithPriceTested(found) : WithPrice(found);
    }

    private IQueryable<ProductSearchEntry> WithPrice(IQueryable<ProductSearchEntry> found)
    {
        if (criteria.MinPrice is { } least)
            found = found.Where(e => e.Price >= least);
        return criteria.MaxPrice is { } most ? found.Where(e => e.Price <= most) : found;
    }

    /// <summary>No id is below zero: what is added is never true, and keeps the price from being looked up.</summary>
    private IQueryable<ProductSearchEntry> WithPriceTested(IQueryable<ProductSearchEntry> found)
    {
        if (criteria.MinPrice is { } least)
            found = found.Where(e => e.Price >= least || e.ProductId < -e.ProductId);
        return criteria.MaxPrice is { } most
            ? found.Where(e => e.Price <= most || e.ProductId < -e.ProductId)
            : found;
    }

    /// <summary>Entries with few units left that pass all filters but words and stock figures.</summary>
    public IQueryable<ProductSearchEntry> FewLeft =>
        OfBrand(OfCategory(OfPetType(FilterButStock(Entries)))).Where(e => e.FewLeft);

    /// <summary>
    /// Those places whose figure is within the limits. It is looked up for one after the other: joined, PostgreSQL may
    /// read the whole stock table.
    /// </summary>
    public IQueryable<ProductPosition> WithStock(IQueryable<ProductPosition> places)
    {
        var stock = db.Set<ProductStock>();
        if (criteria.MinStock is { } least)
            places = places.Where(p => stock.Where(s => s.ProductId == p.Id).Select(s => s.Quantity).First() >= least);
        return criteria.MaxStock is { } most
            ? places.Where(p => stock.Where(s => s.ProductId == p.Id).Select(s => s.Quantity).First() <= most)
            : places;
    }

    /// <summary>
    /// No index names the figure (docs/decisions/0009), so this reads the narrow stock table, and that alone.
    /// </summary>
    private IQueryable<ProductSearchEntry> WithStock(IQueryable<ProductSearchEntry> found)
    {
        var (least, most) = (criteria.MinStock ?? 0, criteria.MaxStock ?? int.MaxValue);
        return from entry in found
               join stock in db.Set<ProductStock>() on entry.ProductId equals stock.ProductId
               where stock.Quantity >= least && stock.Quantity <= most
               select entry;
    }
}
