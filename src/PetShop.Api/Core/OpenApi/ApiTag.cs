namespace PetShop.Api.Core.OpenApi;

/// <summary>A group of operations in Swagger UI: what an admin does there. Registered by the domain; controllers name it by <c>[Tags]</c>.</summary>
/// <param name="Name">As the controllers name it.</param>
/// <param name="Order">Lower stands higher.</param>
/// <param name="Description">One sentence.</param>
public sealed record ApiTag(string Name, int Order, string Description);
