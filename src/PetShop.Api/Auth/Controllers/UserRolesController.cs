using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.OpenApi;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Who may do what.</summary>
[Route("auth/users/{id:long}/roles"), Tags("Accounts"), Authorize(Policy = Policies.Admin)]
[ProducesResponseType<UserResponse>(200)]
public sealed class UserRolesController(IUserService users, IRoleService roles, ICurrentUser user) : ShopController
{
    /// <summary>The account with its roles.</summary>
    /// <remarks>Admins.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account; `roles` are those it has now.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are no admin.</response>
    /// <response code="404">There is no such account, or it was closed.</response>
    [HttpGet]
    public async Task<ActionResult<UserResponse>> List(long id, CancellationToken ct) => Answer(await users.GetAsync(user.Actor, id, ct));

    /// <summary>Gives the account a role.</summary>
    /// <remarks>Admins. It holds from the account's next request on; no new sign-in is needed.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account as it is now.</response>
    /// <response code="400">There is no such role.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are no admin.</response>
    /// <response code="404">There is no such account, or it was closed.</response>
    /// <response code="409">It has the role already (`role-already-held`).</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    [HttpPost, AcceptsIfMatch]
    public async Task<ActionResult<UserResponse>> Grant(long id, RoleRequest request, CancellationToken ct) =>
        Answer(await roles.GrantAsync(user.Actor, id, request.Role, IfMatch, ct));

    /// <summary>Takes a role from the account, named in the body.</summary>
    /// <remarks>Admins. No session ends: the account's next request is judged without the role.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <response code="200">The account as it is now.</response>
    /// <response code="400">There is no such role, or it is the account's last (`last-role`).</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are no admin.</response>
    /// <response code="404">There is no such account, or it does not have the role.</response>
    /// <response code="409">It is the shop's last admin (`last-admin`).</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    [HttpDelete, AcceptsIfMatch]
    public async Task<ActionResult<UserResponse>> RevokeNamed(long id, [FromBody] RoleRequest request, CancellationToken ct) =>
        Answer(await roles.RevokeAsync(user.Actor, id, request.Role, IfMatch, ct));

    /// <summary>Takes a role from the account, named in the path.</summary>
    /// <remarks>Admins. The same as with a body, for clients that send none with DELETE.</remarks>
    /// <param name="id" example="1">The account's id.</param>
    /// <param name="role" example="admin">The role to take.</param>
    /// <response code="200">The account as it is now.</response>
    /// <response code="400">It is the account's last role (`last-role`).</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are no admin.</response>
    /// <response code="404">There is no such role or account, or the account does not have the role.</response>
    /// <response code="409">It is the shop's last admin (`last-admin`).</response>
    /// <response code="412">`If-Match` was sent, and the account has changed since.</response>
    [HttpDelete("{role}"), AcceptsIfMatch]
    public async Task<ActionResult<UserResponse>> Revoke(long id, [NamedValues("Role", Actor.AdminRole, Actor.UserRole)] string role, CancellationToken ct) =>
        Answer(await roles.RevokeAsync(user.Actor, id, role, IfMatch, ct));

    private ObjectResult Answer(UserResponse account) => Private(account, account.Version);
}
