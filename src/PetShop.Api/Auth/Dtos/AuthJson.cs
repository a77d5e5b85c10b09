using System.Text.Json.Serialization;
using PetShop.Api.Auth.Dtos.Accounts;
using PetShop.Api.Auth.Dtos.Addresses;
using PetShop.Api.Auth.Dtos.SignIn;
using PetShop.Api.Core.Paging;

namespace PetShop.Api.Auth.Dtos;

/// <summary>Source-generated serializers of the domain's responses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserResponse)), JsonSerializable(typeof(Page<UserResponse>))]
[JsonSerializable(typeof(AddressResponse)), JsonSerializable(typeof(Page<AddressResponse>))]
[JsonSerializable(typeof(RegisterResponse))]
[JsonSerializable(typeof(MailRequestedResponse))]
[JsonSerializable(typeof(PasswordResetResponse)), JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(Page<SessionResponse>))]
[JsonSerializable(typeof(SignInResponse)), JsonSerializable(typeof(TokenResponse))]
internal sealed partial class AuthJson : JsonSerializerContext;
