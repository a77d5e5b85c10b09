using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Core.Errors;
using PetShop.Api.Core.Security;

namespace PetShop.Api.Auth.Services.SignIn;

/// <summary>Sign-in in OAuth's form (RFC 6749, 4.3).</summary>
public interface IPasswordGrant
{
    /// <param name="caller">The origin of the request.</param>
    /// <exception cref="ShopException">400, 429 after too many failures or 503 for too many concurrent sign-ins, with
    /// <c>error</c> and <c>error_description</c> for OAuth clients. The latter two reveal nothing about the
    /// password.</exception>
    Task<TokenResponse> GrantAsync(Actor caller, TokenRequest request, CancellationToken ct);
}

internal sealed class PasswordGrant(ILoginService login) : IPasswordGrant
{
    public async Task<TokenResponse> GrantAsync(Actor caller, TokenRequest request, CancellationToken ct)
    {
        if (request.GrantType != TokenRequest.PasswordGrant)
            throw Refuse("unsupported_grant_type", "Send grant_type=password.");
        try
        {
            var signedIn = await login.SignInAsync(caller, request.Username!, request.Password!, ct);
            return new TokenResponse
            {
                AccessToken = signedIn.Token,
                TokenType = signedIn.TokenType,
                ExpiresIn = signedIn.ExpiresIn,
                RefreshToken = signedIn.RefreshToken,
            };
        }
        catch (ShopException e) when (e.Type == AuthProblems.InvalidCredentials)
        {
            throw Refuse("invalid_grant", $"{e.Type.Title} {e.Message}");
        }
        catch (ShopException e) when (e.RetryAfter is not null)
        {
            throw new ShopException(e.Type, e.Message)
            {
                RetryAfter = e.RetryAfter,
                Members = AuthProblems.OAuthMembers("temporarily_unavailable", e.Message),
            };
        }
    }

    private static ShopException Refuse(string error, string description) =>
        new(AuthProblems.InvalidGrant, description) { Members = AuthProblems.OAuthMembers(error, description) };
}
