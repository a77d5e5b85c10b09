using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Entities.Addresses;

/// <summary>Where an order goes and who is billed: exactly one of <paramref name="ShipTo"/> and
/// <paramref name="Text"/>.</summary>
/// <param name="ShipTo">The shipping address; null if it is only a text.</param>
/// <param name="Text">The shipping address as a text, in the shop's own country.</param>
/// <param name="BillTo">The billing address; null if none is known.</param>
public sealed record Destination(PostalAddress? ShipTo, string? Text, PostalAddress? BillTo)
{
    /// <summary>An address in the shop's own country, as a text.</summary>
    public static Destination Of(string text) => new(ShipTo: null, text, BillTo: null);
}
