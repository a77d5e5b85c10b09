namespace PetShop.Api.Core.Limits;

/// <summary>
/// Marks a public action that writes for customers without an account. It counts against
/// <see cref="RateLimitOptions.Guest"/>, not against the limit of sign-ins.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GuestWriteAttribute : Attribute;
