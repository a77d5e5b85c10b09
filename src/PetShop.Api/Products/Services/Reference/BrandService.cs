using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Repositories;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Manages brands. Requests must be validated.</summary>
public interface IBrandService
{
    /// <exception cref="ShopException">404.</exception>
    Task<VersionedEntry<BrandResponse>> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug or duplicate-name.</exception>
    Task<VersionedEntry<BrandResponse>> CreateAsync(CreateBrandRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug or duplicate-name; 404; 412: it was changed
    /// since.</exception>
    Task<VersionedEntry<BrandResponse>> UpdateAsync(
        long id, UpdateBrandRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: products have it; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);

    /// <summary>
    /// The brand with this name in any spelling; created if there is none. Joins the caller's unit of work.
    /// </summary>
    Task<BrandResponse> FindOrCreateAsync(string name, CancellationToken ct);
}

internal sealed class BrandService(
    IUnitOfWork work, ReferenceEditor edits, ReferenceRepository entries, ProductCache cache) : IBrandService
{
    private const int Tries = 10;

    public async Task<VersionedEntry<BrandResponse>> GetAsync(long id, CancellationToken ct) =>
        Show(await edits.FindAsync<Brand>(id, ct));

    public async Task<VersionedEntry<BrandResponse>> CreateAsync(CreateBrandRequest request, CancellationToken ct)
    {
        // Check the name first: a slug generated from the same name is taken as well, and would be reported instead.
        if (await entries.FindBrandAsync(request.Name!, ct) is not null)
            throw ShopException.Invalid("name", ProductProblems.BrandIsTakenDetail, ProductProblems.DuplicateName);
        return Show(
            await edits.AddAsync(new Brand { Name = request.Name!, Slug = request.Slug ?? SlugOf(request.Name!) }, ct));
    }

    public async Task<VersionedEntry<BrandResponse>> UpdateAsync(
        long id, UpdateBrandRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        Show(await edits.UpdateAsync<Brand>(id, ifMatch, patch.Name, patch.Slug, change: null, ct));

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        edits.RemoveAsync<Brand>(id, ifMatch, ct);

    public Task<BrandResponse> FindOrCreateAsync(string name, CancellationToken ct) => work.CommitAsync(async () =>
    {
        var slug = SlugOf(name);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await entries.FindBrandAsync(name, ct) is { } found)
                return new BrandResponse(found.Id, found.Slug, found.Name);
            // Not created: another request has just created it, or another brand has the slug.
            if (await entries.TryAddBrandAsync(name, slug, ct))
                work.InvalidateAfterCommit(cache.DropNewReferenceAsync);
            else
                slug = $"{SlugOf(name)}-{RandomCode.New().ToLowerInvariant()}";
        }
        throw new InvalidOperationException("The brand could be neither found nor created.");
    }, ct);

    private static string SlugOf(string name) =>
        Slugs.From(name, ReferenceEntity.NameLength, "brand-" + RandomCode.New().ToLowerInvariant());

    private static VersionedEntry<BrandResponse> Show(Brand brand) =>
        new(new(brand.Id, brand.Slug, brand.Name), brand.Version);
}
