using System.Linq.Expressions;
using System.Text.Json.Serialization;
using PetShop.Api.Auth.Entities.Addresses;
using PetShop.Api.Core.Addresses;
using PetShop.Api.Core.Database;

namespace PetShop.Api.Auth.Dtos.Addresses;

/// <summary>An address in an account's book.</summary>
public sealed record AddressResponse : PostalAddress, IIdempotentResult
{
    /// <example>227633266690</example>
    public required long Id { get; init; }

    /// <summary>The account whose address it is.</summary>
    /// <example>7</example>
    public required long UserId { get; init; }

    /// <summary>Whether orders without an address go there.</summary>
    /// <example>true</example>
    public required bool DefaultShipping { get; init; }

    /// <summary>Whether it is the billing address of orders without an address.</summary>
    /// <example>true</example>
    public required bool DefaultBilling { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of edits, sent as the ETag.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    long IIdempotentResult.OwnerId => UserId;

    internal static readonly Expression<Func<Address, AddressResponse>> FromEntity = address => new AddressResponse
    {
        Id = address.Id,
        UserId = address.UserId,
        Name = address.Name,
        Company = address.Company,
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        Region = address.Region,
        PostalCode = address.PostalCode,
        Country = address.Country,
        Phone = address.Phone,
        DefaultShipping = address.DefaultShipping,
        DefaultBilling = address.DefaultBilling,
        CreatedAt = address.CreatedAt,
        UpdatedAt = address.UpdatedAt,
        Version = address.Version,
    };

    private static readonly Func<Address, AddressResponse> Convert = FromEntity.Compile();

    internal static AddressResponse From(Address address) => Convert(address);
}
