using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetShop.Api.Core.Database;
using PetShop.Api.Products.Entities.Catalog;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Entities.Search;

namespace PetShop.Api.Products.Repositories.Queries;

/// <summary>
/// Filters as conditions on search entries. The form of the conditions determines the plan, whatever the statistics are
/// and whether or not the database knows the values when it plans.
/// </summary>
/// <param name="walkPrices">
/// Whether a price range is tested on the entries that another sort's index returns, instead of being read through the
/// price index.
/// </param>
internal sealed class EntryFilters(PetShopDbContext db, ProductCriteria criteria, bool walkPrices = false)
{
    /// <summary>Entries that pass all filters except the words.</summary>
    public IQueryable<ProductSearchEntry> All => OfBrand(OfCategory(OfPetType(Rest)));

    /// <summary>Entries that pass all filters except words, category, pet type and brand.</summary>
    public IQueryable<ProductSearchEntry> Rest => Filter(Entries);

    private IQueryable<ProductSearchEntry> Entries => db.Set<ProductSearchEntry>().AsNoTracking();

    private IQueryable<Category> Categories => criteria.CategoryIds is { } ids
        ? db.Set<Category>().Where(c => ids.Contains(c.Id))
        : db.Set<Category>();

    private IQueryable<PetType> PetTypes => criteria.PetTypeIds is { } ids
        ? db.Set<PetType>().Where(t => ids.Contains(t.Id))
        : db.Set<PetType>();

    /// <summary>
    /// The results of <paramref name="read"/> for the entries. Entries of a category or a brand are read separately for
    /// each pet type, each part from the beginning of an index range, and then combined, because several categories
    /// have no common order in an index.
    /// </summary>
    /// <param name="read">Reads as many rows of each part as are wanted in total, in list order.</param>
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
    /// The results of <paramref name="read"/> for the entries of each group, group by group. The entries pass all
    /// filters except category, pet type and brand.
    /// </summary>
    /// <param name="belongs">
    /// Must not consist of equality alone: EF Core would then number the rows of the whole table instead of reading
    /// group by group.
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
        criteria.HasStock ? WithStock(FilterButStock(found)) : FilterButStock(found);

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

    /// <summary>
    /// The added condition is never true, because no id is negative. It prevents PostgreSQL from looking up the price.
    /// </summary>
    private IQueryable<ProductSearchEntry> WithPriceTested(IQueryable<ProductSearchEntry> found)
    {
        if (criteria.MinPrice is { } least)
            found = found.Where(e => e.Price >= least || e.ProductId < -e.ProductId);
        return criteria.MaxPrice is { } most
            ? found.Where(e => e.Price <= most || e.ProductId < -e.ProductId)
            : found;
    }

    /// <summary>Entries with few units left that pass all filters except words and stock quantities.</summary>
    public IQueryable<ProductSearchEntry> FewLeft =>
        OfBrand(OfCategory(OfPetType(FilterButStock(Entries)))).Where(e => e.FewLeft);

    /// <summary>
    /// The positions whose stock quantity is within the limits. It is looked up for one position at a time: with a
    /// join, PostgreSQL may read the whole stock table.
    /// </summary>
    public IQueryable<ProductPosition> WithStock(IQueryable<ProductPosition> places)
    {
        var (stock, low) = (db.Set<ProductStock>(), criteria.LowStock);
        if (criteria.MinStock is { } least)
            places = places.Where(p => stock.Where(s => s.ProductId == p.Id).Select(s => s.Quantity).First() >= least);
        if (criteria.IsLow is not { } isLow)
            return places;
        return places.Where(p => stock.Where(s => s.ProductId == p.Id)
            .Select(s => s.Quantity <= (s.LowStockThreshold ?? low)).First() == isLow);
    }

    /// <summary>
    /// No index contains the stock quantity (docs/decisions/0009), so this reads the narrow stock table and
    /// nothing else.
    /// </summary>
    private IQueryable<ProductSearchEntry> WithStock(IQueryable<ProductSearchEntry> found)
    {
        var (stock, low) = (db.Set<ProductStock>().AsNoTracking(), criteria.LowStock);
        if (criteria.MinStock is { } least)
            stock = stock.Where(s => s.Quantity >= least);
        stock = criteria.IsLow switch
        {
            true => stock.Where(s => s.Quantity <= (s.LowStockThreshold ?? low)),
            false => stock.Where(s => s.Quantity > (s.LowStockThreshold ?? low)),
            null => stock,
        };
        return from entry in found
               join units in stock on entry.ProductId equals units.ProductId
               select entry;
    }
}
