namespace PetShop.Api.Core.OpenApi;

/// <summary>The member names something that only the sender has, such as an order of theirs: the example must be filled in before it is sent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OwnExampleAttribute : Attribute;
