namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Marks a parameter by which a caller without an account proves who it is. The OpenAPI document requires it. A request
/// without it gets the same answer as one with a wrong value.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class CredentialAttribute : Attribute;
