namespace PetShop.Api.Products.Entities.Search;

/// <summary>
/// Search entries that are to be written anew: of one product, of the products that use a category, pet type or brand,
/// or of all products where
/// none is named. It is added in the transaction of the change and removed when the entries are up to date, so a crash
/// loses none.
/// </summary>
public sealed class SearchRenewal
{
    public long Id { get; private set; }

    public long? ProductId { get; init; }

    public long? CategoryId { get; init; }

    public long? PetTypeId { get; init; }

    public long? BrandId { get; init; }

    /// <summary>The id of the last product that is done. Whoever goes on after a crash begins behind it.</summary>
    public long DoneUpTo { get; init; }
}
