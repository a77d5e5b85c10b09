using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Auth.Dtos.Addresses;

/// <summary>An address for an account's book: all of its fields, also for a change.</summary>
public sealed record AddressRequest : AddressFields
{
    /// <summary>
    /// Whether orders without an address go there. True takes it from the address that had it. If absent, nothing
    /// changes; the first address of an account is the default for both.
    /// </summary>
    /// <example>true</example>
    public bool? DefaultShipping { get; init; }

    /// <summary>The same for the billing address.</summary>
    /// <example>true</example>
    public bool? DefaultBilling { get; init; }
}
