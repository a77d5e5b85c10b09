using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Auth.Services.SignIn;
using PetShop.Api.Core.Http;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Controllers;

/// <summary>Sign-in for OAuth clients such as Swagger UI.</summary>
[Route("auth/token"), Tags("Sign-in"), AllowAnonymous]
public sealed class TokenController(IPasswordGrant grant, ICurrentUser user) : ShopController
{
    /// <summary>Signs in with OAuth's password grant (RFC 6749).</summary>
    /// <remarks>
    /// Anyone; Swagger UI's Authorize button uses it. Failed attempts count together with those of `POST /auth/login`.
    /// Errors are problems as everywhere, with OAuth's `error` and `error_description` added.
    /// </remarks>
    /// <response code="200">An access token and a refresh token: a new session.</response>
    /// <response code="400">
    /// `invalid-grant`. Its `error` is `invalid_grant` if the name or password is wrong, `invalid_request` if one is
    /// missing, too long or given twice, and `unsupported_grant_type` if it is not `password`.
    /// </response>
    /// <response code="415">The body is not a form in UTF-8, or it is compressed.</response>
    /// <response code="429">
    /// Too many failed attempts. Its `error` is `temporarily_unavailable`, as for a 503; `Retry-After` is the number of
    /// seconds to wait.
    /// </response>
    [HttpPost, OAuthErrors, Consumes("application/x-www-form-urlencoded")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<ActionResult<TokenResponse>> Issue([FromForm] TokenRequest request, CancellationToken ct) =>
        OkNoStore(await grant.GrantAsync(user.Actor, request, ct));
}
