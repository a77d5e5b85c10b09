namespace PetShop.Api.Auth.Dtos.SignIn;

/// <summary>The refresh token of the session that is meant.</summary>
public sealed record RefreshRequest
{
    /// <summary>As it was given out last.</summary>
    public required string RefreshToken { get; init; }
}
