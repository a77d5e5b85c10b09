namespace PetShop.Api.Core.Http;

/// <summary>The action honours If-Match: a stale entity tag is refused with 412. Read by the API's description.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsIfMatchAttribute : Attribute;

/// <summary>The action's answer carries an edit counter as ETag, though its body is no versioned resource. Read by the API's description.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendsVersionAttribute : Attribute;
