using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Sign-in for OAuth clients, Swagger UI first.</summary>
[Route("auth/token"), Tags("Sign-in"), AllowAnonymous]
public sealed class TokenController(IPasswordGrant grant, ICurrentUser user) : ShopController
{
    /// <summary>Signs in as OAuth does it (RFC 6749, password grant).</summary>
    /// <remarks>
    /// Anyone; Swagger UI's Authorize button does it for you. Wrong tries count together with those of `POST /auth/login`. Errors are
    /// problems as everywhere, with OAuth's `error` and `error_description` added.
    /// </remarks>
    /// <response code="200">An access token and a refresh token: a new session.</response>
    /// <response code="400">`invalid-grant`. Its `error` is `invalid_grant` where name or password is wrong, `invalid_request` where one is missing, too long or given twice, `unsupported_grant_type` where it is not `password`.</response>
    /// <response code="415">The body is not a form in UTF-8, or it is compressed.</response>
    /// <response code="429">Too many wrong tries. Its `error` is `temporarily_unavailable`, as while the shop is too busy (503); `Retry-After` says how many seconds to wait.</response>
    [HttpPost, OAuthErrors, Consumes("application/x-www-form-urlencoded"), ProducesResponseType<TokenResponse>(200)]
    public async Task<ActionResult<TokenResponse>> Issue([FromForm] TokenRequest request, CancellationToken ct) =>
        Private(await grant.GrantAsync(user.Actor, request, ct));
}
