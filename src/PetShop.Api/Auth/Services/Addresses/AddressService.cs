using PetShop.Api.Auth.Dtos.Addresses;
using PetShop.Api.Auth.Entities.Addresses;
using PetShop.Api.Auth.Repositories;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Patching;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.Addresses;

/// <summary>
/// The addresses of an account, for its owner and admins. Changes of one account's addresses run one after another.
/// </summary>
public interface IAddressService
{
    /// <summary>All addresses on one page, the newest first.</summary>
    /// <exception cref="ShopException">403: another account's. 404: the account does not exist.</exception>
    Task<Page<AddressResponse>> ListAsync(Actor actor, long userId, CancellationToken ct);

    /// <exception cref="ShopException">403: another account's. 404: it does not exist.</exception>
    Task<AddressResponse> GetAsync(Actor actor, long userId, long id, CancellationToken ct);

    /// <summary>Adds an address. The result is kept under the request's Idempotency-Key.</summary>
    /// <exception cref="ShopException">403: another account's. 404: the account does not exist. 409: it has the most
    /// addresses that are allowed.</exception>
    Task<AddressResponse> AddAsync(Actor actor, long userId, AddressRequest request, CancellationToken ct);

    /// <param name="ifMatch">The versions that the address may have.</param>
    /// <exception cref="ShopException">403: another account's. 404: it does not exist. 412: it was changed.</exception>
    Task<AddressResponse> ReplaceAsync(
        Actor actor, long userId, long id, AddressRequest request, ExpectedVersion ifMatch, CancellationToken ct);

    /// <param name="ifMatch">The versions that the address may have.</param>
    /// <exception cref="ShopException">403: another account's. 404: it does not exist. 412: it was changed.</exception>
    Task RemoveAsync(Actor actor, long userId, long id, ExpectedVersion ifMatch, CancellationToken ct);
}

internal sealed class AddressService(
    IUnitOfWork work, AddressRepository addresses, UserRepository users, TimeOrderedIds ids, TimeProvider clock)
    : IAddressService
{
    public async Task<Page<AddressResponse>> ListAsync(Actor actor, long userId, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        var all = await addresses.ListAsync(userId, AddressResponse.FromEntity, ct);
        if (all.Count == 0 && !await users.IsOpenAsync(userId, ct))
            throw AuthProblems.UserNotFound();
        return new(all, NextCursor: null, all.Count, TotalIsEstimate: false);
    }

    public async Task<AddressResponse> GetAsync(Actor actor, long userId, long id, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        var found = await addresses.FindAsync(id, AddressResponse.FromEntity, ct);
        return RequireOf(userId, found, found?.UserId);
    }

    public async Task<AddressResponse> AddAsync(
        Actor actor, long userId, AddressRequest request, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        // Before the transaction, because a block of ids is reserved on a connection of its own.
        var id = await ids.NextAsync(ct);
        return await work.CommitAsync(async () =>
        {
            var batch = work.NewBatch();
            var holder = UserRepository.Hold(batch, userId, alone: true);
            var count = AddressRepository.Count(batch, userId);
            await batch.SendAsync(ct);
            if (holder.Value is [])
                throw AuthProblems.UserNotFound();
            if (count.Value >= Address.MaxPerAccount)
                throw AuthProblems.IsBookFull(Address.MaxPerAccount);
            var isFirst = count.Value == 0;
            var address = Address.Create(id, userId, PostalAddress.From(request), clock.GetStoredNow());
            await SetDefaultsAsync(
                address, request.DefaultShipping ?? isFirst, request.DefaultBilling ?? isFirst, ct);
            addresses.Add(address);
            return AddressResponse.From(address);
        }, ct);
    }

    public Task<AddressResponse> ReplaceAsync(
        Actor actor, long userId, long id, AddressRequest request, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, userId, id, ifMatch, async address =>
        {
            address.Replace(PostalAddress.From(request), clock.GetStoredNow());
            await SetDefaultsAsync(address, request.DefaultShipping ?? address.DefaultShipping,
                request.DefaultBilling ?? address.DefaultBilling, ct);
            return AddressResponse.From(address);
        }, ct);

    public Task RemoveAsync(Actor actor, long userId, long id, ExpectedVersion ifMatch, CancellationToken ct) =>
        ChangeAsync(actor, userId, id, ifMatch, address =>
        {
            addresses.Remove(address);
            return Task.FromResult(true);
        }, ct);

    private Task<T> ChangeAsync<T>(
        Actor actor, long userId, long id, ExpectedVersion ifMatch, Func<Address, Task<T>> change, CancellationToken ct)
    {
        actor.EnsureMaySee(userId);
        return work.CommitAsync(async () =>
        {
            if (!await users.LockOpenAsync(userId, ct))
                throw AuthProblems.UserNotFound();
            var found = await addresses.LoadAsync(id, ct);
            var address = RequireOf(userId, found, found?.UserId);
            ifMatch.Require(address.Version);
            return await change(address);
        }, ct);
    }

    private async Task SetDefaultsAsync(Address address, bool shipping, bool billing, CancellationToken ct)
    {
        await addresses.ClearDefaultsAsync(
            address.UserId, except: address.Id, shipping, billing, address.UpdatedAt, ct);
        address.SetDefaults(shipping, billing);
    }

    /// <param name="owner">The account whose address was found; null if none was.</param>
    private static T RequireOf<T>(long userId, T? found, long? owner) where T : class =>
        found is null ? throw ShopException.NotFound("The account has no address with this id.")
        : owner == userId ? found
        : throw AuthProblems.IsOthersAddress();
}
