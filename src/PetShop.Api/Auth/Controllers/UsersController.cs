using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Auth.Services.Closing;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Accounts: the caller's own, and for admins everybody's.</summary>
[Route("auth/users"), Tags("Accounts")]
public sealed class UsersController(IUserService users, IProfileService profiles, IAccountClosure closure, ICurrentUser user) : ShopController
{
    /// <summary>Lists accounts, the newest first.</summary>
    /// <remarks>Admins. Closed accounts are not listed.</remarks>
    /// <response code="200">One page; send `next_cursor` as `cursor` for the next.</response>
    /// <response code="400">A parameter is unknown or not valid.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are no admin.</response>
    [HttpGet, Authorize(Policy = Policies.Admin), ProducesResponseType<Page<UserResponse>>(200)]
    public async Task<ActionResult<Page<UserResponse>>> List([FromQuery] UserFilter filter, CancellationToken ct) => Private(await users.ListAsync(filter, ct));

    /// <summary>One account.</summary>
    /// <remarks>Its owner or an admin.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to somebody else.</response>
    /// <response code="404">There is none with this id, or it was closed.</response>
    [HttpGet("{id:long}"), Authorize(Policy = Policies.SignedIn), ProducesResponseType<UserResponse>(200)]
    public async Task<ActionResult<UserResponse>> Get(long id, CancellationToken ct)
    {
        var found = await users.GetAsync(user.Actor, id, ct);
        return Private(found, found.Version);
    }

    /// <summary>Changes a profile, or its owner's password.</summary>
    /// <remarks>
    /// Its owner or an admin; a password is changed by its owner alone. What is left out stays, `null` clears. Another e-mail address comes with
    /// the caller's `current_password`. A new password comes with `current_password` and `confirm_password`, and ends its owner's other sessions.
    /// Wrong present passwords count as wrong sign-ins do.
    /// </remarks>
    /// <param name="id" example="2">The account's id.</param>
    /// <response code="200">The account as it is now.</response>
    /// <response code="400">A field is not valid, or the present password is missing or wrong.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account, or the password, is somebody else's.</response>
    /// <response code="404">There is none with this id, or it was closed.</response>
    /// <response code="409">The e-mail address is taken (`email-taken`), or the account was changed at the same time (`edit-conflict`).</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    /// <response code="429">Too many wrong passwords; `Retry-After` says how many seconds to wait.</response>
    [HttpPut("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.SignedIn), ProducesResponseType<UserResponse>(200)]
    public async Task<ActionResult<UserResponse>> Update(long id, UpdateUserRequest request, CancellationToken ct)
    {
        var updated = await profiles.UpdateAsync(user.Actor, id, request, IfMatch, ct);
        return Private(updated, updated.Version);
    }

    /// <summary>Closes an account, for good, with the caller's password.</summary>
    /// <remarks>
    /// Its owner or an admin. Name, e-mail, phone, password, sessions and cart are erased; orders and invoices are kept, as the law asks, and
    /// point at a nameless account. User name and e-mail become free. Wrong passwords count as wrong sign-ins do.
    /// </remarks>
    /// <param name="id">The account's id. No example: this cannot be undone.</param>
    /// <response code="204">It is closed.</response>
    /// <response code="400">The password is missing or wrong.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to somebody else.</response>
    /// <response code="404">There is none with this id, or it was closed before.</response>
    /// <response code="409">It is the last admin's (`last-admin`), or your password was changed at the same time (`edit-conflict`).</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    /// <response code="429">Too many wrong passwords; `Retry-After` says how many seconds to wait.</response>
    [HttpPost("{id:long}/close"), AcceptsIfMatch, Authorize(Policy = Policies.SignedIn), ProducesResponseType(204)]
    public async Task<IActionResult> CloseWithPassword(long id, CurrentPasswordRequest request, CancellationToken ct)
    {
        await closure.CloseAsync(user.Actor, id, request.CurrentPassword, IfMatch, ct);
        return DonePrivate();
    }

    /// <summary>Closes an account, for good, as `POST …/close` does.</summary>
    /// <remarks>An admin, or its owner within five minutes of signing in. Later, its owner sends the password to `POST …/close`.</remarks>
    /// <param name="id">The account's id. No example: this cannot be undone.</param>
    /// <response code="204">It is closed.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">The account belongs to somebody else, or it is yours and the sign-in is older than five minutes (`sign-in-too-old`).</response>
    /// <response code="404">There is none with this id, or it was closed before.</response>
    /// <response code="409">It is the last admin's (`last-admin`). Make somebody else an admin first.</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    [HttpDelete("{id:long}"), AcceptsIfMatch, Authorize(Policy = Policies.SignedIn), ProducesResponseType(204)]
    public async Task<IActionResult> Close(long id, CancellationToken ct)
    {
        await closure.CloseAsync(user.Actor, id, IfMatch, ct);
        return DonePrivate();
    }
}
