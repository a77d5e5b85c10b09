namespace PetShop.Api.Auth.Dtos.Accounts;

/// <summary>The new account.</summary>
/// <param name="Message">A message to display.</param>
/// <param name="User">The account.</param>
public sealed record RegisterResponse(string Message, UserResponse User);
