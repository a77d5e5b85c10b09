using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>The roles of accounts.</summary>
[Route("auth/users/{id:long}/roles"), Tags("Accounts"), Authorize(Policy = Policies.Admin)]
public sealed class UserRolesController(IUserService users, IRoleService roles, ICurrentUser user) : ShopController
{
    /// <summary>The account with its roles.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account with its current roles.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> List(long id, CancellationToken ct) =>
        Answer(await users.GetAsync(user.Actor, id, ct));

    /// <summary>Adds a role to the account.</summary>
    /// <remarks>Admins. It takes effect with the account's next request, without a new sign-in.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The changed account.</response>
    /// <response code="400">The role does not exist.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    /// <response code="409">The account already has the role (`role-already-held`).</response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    [HttpPost, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Grant(long id, RoleRequest request, CancellationToken ct) =>
        Answer(await roles.GrantAsync(user.Actor, id, request.Role, IfMatch, ct));

    /// <summary>Removes a role, given in the body, from the account.</summary>
    /// <remarks>Admins. It takes effect with the account's next request; no session ends.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The changed account.</response>
    /// <response code="400">The role does not exist, or is the account's last one (`last-role`).</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin.</response>
    /// <response code="404">The account does not exist, or does not have the role.</response>
    /// <response code="409">The account is the shop's last admin (`last-admin`).</response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    [HttpDelete, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> RevokeNamed(
        long id, [FromBody] RoleRequest request, CancellationToken ct) =>
        Answer(await roles.RevokeAsync(user.Actor, id, request.Role, IfMatch, ct));

    /// <summary>Removes a role, given in the path, from the account.</summary>
    /// <remarks>Admins. The same as with a body, for clients that cannot send a body with DELETE.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <param name="role" example="admin">The role to remove.</param>
    /// <response code="200">The changed account.</response>
    /// <response code="400">It is the account's last role (`last-role`).</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin.</response>
    /// <response code="404">The role or the account does not exist, or the account does not have the role.</response>
    /// <response code="409">The account is the shop's last admin (`last-admin`).</response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    [HttpDelete("{role}"), AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Revoke(
        long id, [NamedValues("Role", Actor.AdminRole, Actor.UserRole)] string role, CancellationToken ct) =>
        Answer(await roles.RevokeAsync(user.Actor, id, role, IfMatch, ct));

    private ActionResult<UserResponse> Answer(UserResponse account) => OkNoStore(account, account.Version);
}
