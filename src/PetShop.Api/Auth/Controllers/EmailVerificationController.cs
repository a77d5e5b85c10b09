using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Mails;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Verified e-mail addresses.</summary>
[Route("auth/email-verification"), Tags("Accounts")]
public sealed class EmailVerificationController(IEmailVerificationService verification, ICurrentUser user)
    : ShopController
{
    /// <summary>Mails you another link that verifies your e-mail address.</summary>
    /// <remarks>
    /// Any signed-in user. The link goes to the new address if one waits to be verified. If your address is verified,
    /// nothing is sent. At most three links an hour; an address gets at most ten a day, whoever asks.
    /// </remarks>
    /// <response code="202">The mail will be sent, if one is needed.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="404">Your account was closed.</response>
    /// <response code="429">Too many links; `Retry-After` is the number of seconds to wait.</response>
    /// <response code="503">The shop sends no mail (`mail-off`).</response>
    [HttpPost("request"), Authorize(Policy = Policies.SignedIn)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<MailRequestedResponse>> Ask(CancellationToken ct)
    {
        await verification.AskAsync(user.Actor, ct);
        return AcceptedNoStore(MailRequestedResponse.Verification);
    }

    /// <summary>Verifies an e-mail address with the token of a mailed link.</summary>
    /// <remarks>
    /// Anyone with a token. It works once, within three days (by the shop's default), and as long as the address is the
    /// account's or waits to become it. A new address then replaces the account's. The previous one is told, with a
    /// link that takes the account back.
    /// </remarks>
    /// <response code="204">The address is verified.</response>
    /// <response code="400">
    /// The token is unknown, used or expired (`invalid-email-token`), or it is missing.
    /// </response>
    /// <response code="409">Another account has the address by now (`email-taken`).</response>
    [HttpPost, AllowAnonymous]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Redeem(EmailVerificationRequest request, CancellationToken ct)
    {
        await verification.RedeemAsync(request.Token, ct);
        return NoContentNoStore();
    }
}
