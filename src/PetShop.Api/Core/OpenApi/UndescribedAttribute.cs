namespace PetShop.Api.Core.OpenApi;

/// <summary>A member that is known only to be refused with a message that helps. The API's description does not have it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UndescribedAttribute : Attribute;
