using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Http;
using PetShop.Api.Products.Dtos;
using PetShop.Api.Products.Entities;
using PetShop.Api.Products.Services.Shared;

namespace PetShop.Api.Products.Services.Reference;

/// <summary>Manages pet types. Requests must be validated.</summary>
public interface IPetTypeService
{
    /// <exception cref="ShopException">404.</exception>
    Task<AdminEntry<PetTypeResponse>> GetAsync(long id, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug.</exception>
    Task<AdminEntry<PetTypeResponse>> CreateAsync(CreatePetTypeRequest request, CancellationToken ct);

    /// <exception cref="ShopException">400 duplicate-slug; 404; 412: it was changed since.</exception>
    Task<AdminEntry<PetTypeResponse>> UpdateAsync(long id, UpdatePetTypeRequest patch, ExpectedVersion ifMatch, CancellationToken ct);

    /// <exception cref="ShopException">404; 409 in-use: products have it; 412: it was changed since.</exception>
    Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class PetTypeService(ReferenceEdits edits) : IPetTypeService
{
    public async Task<AdminEntry<PetTypeResponse>> GetAsync(long id, CancellationToken ct) => Show(await edits.FindAsync<PetType>(id, ct));

    public async Task<AdminEntry<PetTypeResponse>> CreateAsync(CreatePetTypeRequest request, CancellationToken ct)
    {
        var slug = request.Slug ?? Slugs.From(request.Name!, ReferenceEntry.SlugLength, "pet_" + Codes.New().ToLowerInvariant(), separator: '_');
        return Show(await edits.AddAsync(new PetType { Slug = slug, Name = request.Name!, SkuPrefix = SkuPrefixes.From(slug) }, ct));
    }

    public async Task<AdminEntry<PetTypeResponse>> UpdateAsync(long id, UpdatePetTypeRequest patch, ExpectedVersion ifMatch, CancellationToken ct) =>
        Show(await edits.UpdateAsync<PetType>(id, ifMatch, patch.Name, patch.Slug, change: null, ct));

    public Task DeleteAsync(long id, ExpectedVersion ifMatch, CancellationToken ct) => edits.RemoveAsync<PetType>(id, ifMatch, ct);

    private static AdminEntry<PetTypeResponse> Show(PetType petType) => new(new(petType.Id, petType.Slug, petType.Name), petType.Version);
}
