namespace PetShop.Api.Core.Http;

/// <summary>
/// Marks an action whose response has a version as ETag although its body is not a versioned resource. Used by the
/// OpenAPI document.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendsVersionAttribute : Attribute;
