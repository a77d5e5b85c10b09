namespace PetShop.Api.Core.OpenApi;

/// <summary>
/// A group of operations in Swagger UI. Registered by the domain; controllers refer to it by <c>[Tags]</c>.
/// </summary>
/// <param name="Name">The name in <c>[Tags]</c>.</param>
/// <param name="Order">Groups are sorted by it in ascending order.</param>
/// <param name="Description">One sentence.</param>
public sealed record ApiTag(string Name, int Order, string Description);
