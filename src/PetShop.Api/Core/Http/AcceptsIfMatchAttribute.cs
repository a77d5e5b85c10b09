namespace PetShop.Api.Core.Http;

/// <summary>
/// Marks an action that supports If-Match: an outdated entity tag is a 412. Used by the OpenAPI document.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsIfMatchAttribute : Attribute;
