using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Services.Accounts;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>The verification of VAT numbers.</summary>
[Route("auth/users/{id:long}/vat-verification"), Tags("Accounts"), Authorize(Policy = Policies.Admin)]
public sealed class VatVerificationController(IVatVerificationService verification, ICurrentUser user) : ShopController
{
    /// <summary>Marks an account's VAT number as verified, or withdraws that.</summary>
    /// <remarks>
    /// Admins, but not for their own account. First check the number with the tax authority of its country (for the EU,
    /// in VIES): a correct form proves nothing. With a verified number of another EU country, sales to other EU
    /// countries are subject to reverse charge: the shop charges no tax, and the buyer owes it.
    /// </remarks>
    /// <param name="id" example="2">The account's id.</param>
    /// <response code="200">The changed account.</response>
    /// <response code="400">A field is invalid.</response>
    /// <response code="401">You are not signed in.</response>
    /// <response code="403">You are not an admin, or it is your own account.</response>
    /// <response code="404">The account does not exist or was closed.</response>
    /// <response code="409">The account has another VAT number, or none (`edit-conflict`).</response>
    /// <response code="412">The account was changed since the ETag in `If-Match`.</response>
    [HttpPut, AcceptsIfMatch]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<UserResponse>> Verify(
        long id, VatVerificationRequest request, CancellationToken ct)
    {
        var account = await verification.VerifyAsync(user.Actor, id, request, IfMatch, ct);
        return OkNoStore(account, account.Version);
    }
}
