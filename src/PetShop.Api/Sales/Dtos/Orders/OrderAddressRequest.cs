using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Sales.Dtos.Orders;

/// <summary>
/// An address for an order: either its fields, or only the id of an address in the customer's address book. Of the
/// fields, <c>name</c>, <c>line1</c>, <c>city</c> and <c>country</c> are always required, and <c>postal_code</c> and
/// <c>region</c> in most countries. The order keeps a copy: later changes of the address book do not affect it.
/// </summary>
public sealed record OrderAddressRequest : AddressFields
{
    /// <summary>An address of the account that orders, from `GET /auth/users/{id}/addresses`.</summary>
    public long? AddressId { get; init; }

    /// <summary>Whether any field of an address is given.</summary>
    internal bool HasFields => new[] { Name, Company, Line1, Line2, City, Region, PostalCode, Country, Phone }
        .Any(text => text is not null);
}
