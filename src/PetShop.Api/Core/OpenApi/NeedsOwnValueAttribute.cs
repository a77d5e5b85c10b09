namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// Marks a member that refers to something of the sender's own, such as one of their orders: its example must be filled
/// in before it is sent.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeedsOwnValueAttribute : Attribute;
