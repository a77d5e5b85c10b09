namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>The token request was refused; with the members that OAuth requires (RFC 6749, 5.2).</summary>
public sealed record InvalidGrantProblem
{
    /// <summary>
    /// OAuth's error code: <c>invalid_grant</c>, <c>invalid_request</c> or <c>unsupported_grant_type</c>.
    /// </summary>
    /// <example>invalid_grant</example>
    public required string Error { get; init; }

    /// <summary>The same as <c>detail</c>.</summary>
    /// <example>The user name or the password is wrong. Check both and try again.</example>
    public required string ErrorDescription { get; init; }
}
