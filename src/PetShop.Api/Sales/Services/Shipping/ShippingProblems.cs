using PetShop.Api.Core.Errors;

namespace PetShop.Api.Sales.Services.Shipping;

/// <summary>The problems of shipping zones and methods.</summary>
internal static class ShippingProblems
{
    public const string CodeIsTakenDetail = "Another method of this zone has this code. Choose another.";

    public static ShopException ZoneNotFound(long id) =>
        ShopException.NotFound($"There is no shipping zone {id}. GET /sales/shipping-zones lists them.");

    public static ShopException MethodNotFound(long id) =>
        ShopException.NotFound($"There is no shipping method {id}. GET /sales/shipping-methods lists them.");

    public static ShopException ZoneIsInUse() => new(
        ProblemTypes.InUse, "This zone has shipping methods. Remove them or move them to another zone first.");
}
