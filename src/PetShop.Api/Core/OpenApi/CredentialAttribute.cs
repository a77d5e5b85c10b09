using PetShop.Api.Core.Text;

namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Marks a parameter by which a caller without an account proves who it is. It is taken as it was sent. The OpenAPI
/// document requires it; a request without it gets the same answer as one with a wrong value.
/// </summary>
public sealed class CredentialAttribute() : TextAttribute(TextShape.Verbatim);
