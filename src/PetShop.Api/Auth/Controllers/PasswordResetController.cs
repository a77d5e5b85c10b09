using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Credentials;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Forgotten passwords.</summary>
[Route("auth"), Tags("Accounts")]
public sealed class PasswordResetController(
    IPasswordResetService resets, IPasswordResetRequests requests, IPasswordResetRedemption redemption,
    ICurrentUser user) : ShopController
{
    /// <summary>Creates a one-time token for a user who forgot their password.</summary>
    /// <remarks>
    /// Admins, with their own password. An admin's password cannot be reset in this way. The token is shown only in
    /// this response. It works once, within an hour, and replaces an earlier one. Make sure that only the account's
    /// owner gets it: anyone who has the token can set the password.
    /// </remarks>
    /// <param name="id" example="2">The account's id.</param>
    /// <response code="200">The token for `POST /auth/password-reset`.</response>
    /// <response code="400">Your own password is missing or wrong.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">
    /// You are not an admin, or the account is an admin's: the operator resets those with
    /// `PetShop.Api reset-admin NAME`.
    /// </response>
    /// <response code="404">The account does not exist or was closed.</response>
    /// <response code="409">Your own password was changed at the same time (`edit-conflict`).</response>
    /// <response code="429">Too many wrong passwords; `Retry-After` is the number of seconds to wait.</response>
    [HttpPost("users/{id:long}/password-reset"), Authorize(Policy = Policies.Admin)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<PasswordResetResponse>> Issue(
        long id, CurrentPasswordRequest request, CancellationToken ct) =>
        OkNoStore(await resets.IssueAsync(user.Actor, id, request.CurrentPassword, ct));

    /// <summary>Mails a link that sets a new password to somebody who forgot theirs.</summary>
    /// <remarks>
    /// Anyone. The answer is the same whether there is an account with the address or not. The link works once, within
    /// an hour (by the shop's default). An address gets at most three such mails an hour; further
    /// ones are not sent. The password of an admin cannot be reset in this way.
    /// </remarks>
    /// <response code="202">If there is an account with the address, a link will be mailed to it.</response>
    /// <response code="400">The address is missing or malformed.</response>
    /// <response code="429">
    /// Too many mails were asked for from your network; `Retry-After` is the number of seconds to wait.
    /// </response>
    /// <response code="503">The shop sends no mail (`mail-off`).</response>
    [HttpPost("password-reset/request"), AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<MailRequestedResponse>> Ask(AskPasswordResetRequest request, CancellationToken ct)
    {
        await requests.AskAsync(user.Actor, request.Email, ct);
        return AcceptedNoStore(MailRequestedResponse.Reset);
    }

    /// <summary>Sets a new password with a one-time token.</summary>
    /// <remarks>
    /// Anyone with a token, which an admin made or which was mailed. All sessions of the account end, and its name is
    /// unlocked; sign in with the new password. The token of a mail that told of another e-mail address also gives the
    /// account the address back that the mail was sent to.
    /// </remarks>
    /// <response code="204">The password is set.</response>
    /// <response code="400">
    /// The token is unknown, used or expired (`invalid-reset-token`), or a field is invalid.
    /// </response>
    [HttpPost("password-reset"), AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Redeem(RedeemPasswordResetRequest request, CancellationToken ct)
    {
        await redemption.RedeemAsync(request.Token, request.NewPassword, ct);
        return NoContentNoStore();
    }
}
