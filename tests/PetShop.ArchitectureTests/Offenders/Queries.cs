namespace PetShop.Api.Adoptions.Repositories.Queries;

internal sealed class OpenPart
{
    public IQueryable<int> All => Enumerable.Empty<int>().AsQueryable();
}
