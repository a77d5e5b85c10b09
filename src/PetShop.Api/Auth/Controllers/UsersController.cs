using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Paging;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Accounts: the caller's own; for admins, all of them.</summary>
[Route("auth/users"), Tags("Accounts")]
public sealed class UsersController(
    IUserService users, IProfileService profiles, IAccountClosureService closure, ICurrentUser user) : ShopController
{
    /// <summary>Lists accounts, the newest first.</summary>
    /// <remarks>Admins. Closed accounts are not listed.</remarks>
    /// <response code="200">One page; send `next_cursor` as `cursor` for the next.</response>
    /// <response code="400">A parameter is unknown or invalid.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin.</response>
    [HttpGet, Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<UserResponse>>> List([FromQuery] UserFilter filter, CancellationToken ct) =>
        OkNoStore(await users.ListAsync(user.Actor, filter, ct));

    /// <summary>One account.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    [HttpGet("{id:long}"), Authorize(Policy = Policies.SignedIn)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Get(long id, CancellationToken ct)
    {
        var found = await users.GetAsync(user.Actor, id, ct);
        return OkNoStore(found, found.Version);
    }

    /// <summary>Changes a profile or the owner's password.</summary>
    /// <remarks>
    /// Its owner or an admin; only the owner can change the password, and only an admin `payment_terms`. Absent fields
    /// are unchanged; `null` clears a field. A new e-mail address requires the caller's `current_password`. A new
    /// password requires `current_password` and `confirm_password`, and ends the owner's other sessions. Wrong
    /// passwords count as failed sign-ins.
    /// </remarks>
    /// <param name="id" example="2">The account's id.</param>
    /// <response code="200">The changed account.</response>
    /// <response code="400">A field is invalid, or the current password is missing or wrong.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">
    /// The account, or the password, belongs to another user, or the caller is not an admin and sent `payment_terms`.
    /// </response>
    /// <response code="404">The account does not exist or was closed.</response>
    /// <response code="409">
    /// The e-mail address is taken (`email-taken`), which a shop with mail says only to admins, or the account was
    /// changed at the same time (`edit-conflict`).
    /// </response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    /// <response code="429">
    /// Too many wrong passwords, or links to new addresses; `Retry-After` is the number of seconds to wait.
    /// </response>
    [HttpPut("{id:long}"), Authorize(Policy = Policies.SignedIn), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Update(long id, UpdateUserRequest request, CancellationToken ct)
    {
        var updated = await profiles.UpdateAsync(user.Actor, id, request, IfMatch, ct);
        return OkNoStore(updated, updated.Version);
    }

    /// <summary>Closes an account permanently, with the caller's password.</summary>
    /// <remarks>
    /// Its owner or an admin. Name, e-mail, phone, addresses, password, sessions and cart are erased. Orders and
    /// invoices are kept, as the law requires, and refer to an account without a name. The user name and e-mail address
    /// become available again. Wrong passwords count as failed sign-ins.
    /// </remarks>
    /// <param name="id">The account's id. No example: this cannot be undone.</param>
    /// <response code="204">The account is closed.</response>
    /// <response code="400">The password is missing or wrong.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to another user.</response>
    /// <response code="404">The account does not exist or was already closed.</response>
    /// <response code="409">
    /// The account is the last admin's (`last-admin`). It has store credit that has not expired (`store-credit-left`)
    /// or codes of gift cards to take (`gift-card-codes-left`). Or your password was changed at the same time
    /// (`edit-conflict`).
    /// </response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    /// <response code="429">Too many wrong passwords; `Retry-After` is the number of seconds to wait.</response>
    [HttpPost("{id:long}/close"), Authorize(Policy = Policies.SignedIn), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> CloseWithPassword(long id, CurrentPasswordRequest request, CancellationToken ct)
    {
        await closure.CloseAsync(user.Actor, id, request.CurrentPassword, IfMatch, ct);
        return NoContentNoStore();
    }

    /// <summary>Closes an account permanently, like `POST …/close`.</summary>
    /// <remarks>
    /// An admin, or its owner within five minutes of signing in. After that, the owner must send the password to
    /// `POST …/close`.
    /// </remarks>
    /// <param name="id">The account's id. No example: this cannot be undone.</param>
    /// <response code="204">The account is closed.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">
    /// The account belongs to another user, or it is yours and you signed in more than five minutes ago
    /// (`sign-in-too-old`).
    /// </response>
    /// <response code="404">The account does not exist or was already closed.</response>
    /// <response code="409">
    /// The account is the last admin's (`last-admin`): make another account an admin first. Or it has store credit that
    /// has not expired (`store-credit-left`), or codes of gift cards to take (`gift-card-codes-left`).
    /// </response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    [HttpDelete("{id:long}"), Authorize(Policy = Policies.SignedIn), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Close(long id, CancellationToken ct)
    {
        await closure.CloseAsync(user.Actor, id, IfMatch, ct);
        return NoContentNoStore();
    }
}
