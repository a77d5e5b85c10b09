namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>The new account.</summary>
/// <param name="Message">For people.</param>
/// <param name="User">The account.</param>
public sealed record RegisterResponse(string Message, UserResponse User);
