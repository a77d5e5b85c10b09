namespace PetShop.Api.Products.Entities.Search;

/// <summary>
/// Search entries that must be rewritten: that of one product, those of the products that use a category, pet type or
/// brand, or all of them if none is given. The row is added in the transaction of the change and deleted when the
/// entries are up to date, so that a crash loses none.
/// </summary>
public sealed class SearchReindexTask
{
    public long Id { get; private set; }

    public long? ProductId { get; init; }

    public long? CategoryId { get; init; }

    public long? PetTypeId { get; init; }

    public long? BrandId { get; init; }

    /// <summary>The id of the last product that was processed. After a crash, processing continues after it.</summary>
    public long DoneUpTo { get; init; }
}
