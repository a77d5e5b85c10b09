namespace PetShop.Api.Core.Http;

/// <summary>Documents a response header of an action, which is described in the OpenAPI document.</summary>
/// <param name="name">The header.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendsHeaderAttribute(string name) : Attribute
{
    public string Name => name;
}
