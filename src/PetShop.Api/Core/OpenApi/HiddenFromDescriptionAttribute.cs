namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Marks a member that exists only to be rejected with a helpful message. The OpenAPI document omits it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HiddenFromDescriptionAttribute : Attribute;
