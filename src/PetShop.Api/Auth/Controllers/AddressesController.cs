using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Addresses;
using PetShop.Api.Auth.Services.Addresses;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>The addresses of accounts.</summary>
[Route("auth/users/{id:long}/addresses"), Tags("Addresses"), Authorize(Policy = Policies.SignedIn)]
public sealed class AddressesController(IAddressService addresses, ICurrentUser user) : ShopController
{
    /// <summary>Lists an account's addresses, the newest first.</summary>
    /// <remarks>
    /// Its owner or an admin. There is only one page, because an account has at most 50 addresses.
    /// </remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The addresses.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AddressResponse>>> List(long id, CancellationToken ct) =>
        OkNoStore(await addresses.ListAsync(user.Actor, id, ct));

    /// <summary>One address of an account.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <param name="addressId">The address's id.</param>
    /// <response code="200">The address.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user, or the address to another account.</response>
    /// <response code="404">The address does not exist.</response>
    [HttpGet("{address_id:long}")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<AddressResponse>> Get(
        long id, [FromRoute(Name = "address_id")] long addressId, CancellationToken ct)
    {
        var found = await addresses.GetAsync(user.Actor, id, addressId, ct);
        return OkNoStore(found, found.Version);
    }

    /// <summary>Adds an address to an account.</summary>
    /// <remarks>
    /// Its owner or an admin. The first address becomes the default for shipping and billing. Send an Idempotency-Key
    /// so that a retry never adds it twice.
    /// </remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="201">The new address, as the shop keeps it.</response>
    /// <response code="400">A field is invalid for the country of the address.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    /// <response code="409">The account already has 50 addresses (`address-book-full`).</response>
    [HttpPost, Idempotent]
    [ProducesResponseType(StatusCodes.Status201Created)]
    public async Task<ActionResult<AddressResponse>> Add(long id, AddressRequest request, CancellationToken ct)
    {
        var added = await addresses.AddAsync(user.Actor, id, request, ct);
        return CreatedNoStore($"/auth/users/{id}/addresses/{added.Id}", added);
    }

    /// <summary>Replaces an address of an account.</summary>
    /// <remarks>
    /// Its owner or an admin. The request replaces the whole address: a field that is absent is empty afterwards. Only
    /// `default_shipping` and `default_billing` are unchanged if they are absent. Orders keep the address with which
    /// they were placed.
    /// </remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <param name="addressId">The address's id.</param>
    /// <response code="200">The address, as the shop keeps it.</response>
    /// <response code="400">A field is invalid for the country of the address.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user, or the address to another account.</response>
    /// <response code="404">The address does not exist, or the account was closed.</response>
    /// <response code="412">The address was changed since the ETag in `If-Match`.</response>
    [HttpPut("{address_id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<AddressResponse>> Replace(
        long id, [FromRoute(Name = "address_id")] long addressId, AddressRequest request, CancellationToken ct)
    {
        var replaced = await addresses.ReplaceAsync(user.Actor, id, addressId, request, IfMatch, ct);
        return OkNoStore(replaced, replaced.Version);
    }

    /// <summary>Deletes an address of an account.</summary>
    /// <remarks>
    /// Its owner or an admin. If it was a default, no other address becomes it. Orders keep the address with which they
    /// were placed.
    /// </remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <param name="addressId">The address's id.</param>
    /// <response code="204">The address is deleted.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user, or the address to another account.</response>
    /// <response code="404">The address does not exist, or the account was closed.</response>
    /// <response code="412">The address was changed since the ETag in `If-Match`.</response>
    [HttpDelete("{address_id:long}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Remove(
        long id, [FromRoute(Name = "address_id")] long addressId, CancellationToken ct)
    {
        await addresses.RemoveAsync(user.Actor, id, addressId, IfMatch, ct);
        return NoContentNoStore();
    }
}
