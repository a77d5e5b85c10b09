using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Text;
using PetShop.Api.Products.Dtos.Reference;
using PetShop.Api.Products.Entities.Reference;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Manages pet types. Requests must be validated.</summary>
public interface IPetTypeService
{
    /// <exception cref="ShopException">404.</exception>
    Task<VersionedEntry<PetTypeResponse>> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug.</exception>
    Task<VersionedEntry<PetTypeResponse>> CreateAsync(CreatePetTypeRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug; 404; 412: it was changed since.</exception>
    Task<VersionedEntry<PetTypeResponse>> UpdateAsync(
        long id, UpdatePetTypeRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: products have it; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class PetTypeService(ReferenceEditor edits) : IPetTypeService
{
    public async Task<VersionedEntry<PetTypeResponse>> GetAsync(long id, CancellationToken ct) =>
        Show(await edits.FindAsync<PetType>(id, ct));

    public async Task<VersionedEntry<PetTypeResponse>> CreateAsync(CreatePetTypeRequest request, CancellationToken ct)
    {
        var slug = request.Slug ?? Slugs.From(
            request.Name!, ReferenceEntity.SlugLength, "pet_" + RandomCode.New().ToLowerInvariant(), separator: '_');
        return Show(await edits.AddAsync(
            new PetType { Slug = slug, Name = request.Name!, SkuPrefix = SkuPrefixes.From(slug) }, ct));
    }

    public async Task<VersionedEntry<PetTypeResponse>> UpdateAsync(
        long id, UpdatePetTypeRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        Show(await edits.UpdateAsync<PetType>(id, ifMatch, patch.Name, patch.Slug, change: null, ct));

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        edits.RemoveAsync<PetType>(id, ifMatch, ct);

    private static VersionedEntry<PetTypeResponse> Show(PetType petType) =>
        new(new(petType.Id, petType.Slug, petType.Name), petType.Version);
}
