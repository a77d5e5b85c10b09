using PetShop.Api.Core.Addresses;

namespace PetShop.Api.Auth.Entities.Addresses;

/// <summary>
/// An address in an account's book. At most one of them is the default for shipping, and at most one for billing.
/// </summary>
public sealed class Address
{
    /// <summary>The most addresses of one account.</summary>
    public const int MaxPerAccount = 50;

    private Address()
    {
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Company { get; private set; }
    public string Line1 { get; private set; } = "";
    public string? Line2 { get; private set; }
    public string City { get; private set; } = "";
    public string? Region { get; private set; }
    public string? PostalCode { get; private set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    /// <summary>E.164.</summary>
    public string? Phone { get; private set; }
    public bool DefaultShipping { get; private set; }
    public bool DefaultBilling { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts edits, for If-Match.</summary>
    public long Version { get; private set; }

    public static Address Create(long id, long userId, PostalAddress value, DateTimeOffset now)
    {
        var address = new Address { Id = id, UserId = userId, CreatedAt = now };
        address.Replace(value, now);
        return address;
    }

    /// <summary>Replaces all fields of the address. What it is the default for does not change.</summary>
    public void Replace(PostalAddress value, DateTimeOffset now)
    {
        (Name, Company) = (value.Name, value.Company);
        (Line1, Line2, City, Region) = (value.Line1, value.Line2, value.City, value.Region);
        (PostalCode, Country, Phone) = (value.PostalCode, value.Country, value.Phone);
        UpdatedAt = now;
        Version++;
    }

    /// <summary>The account must have no other address that is the default for the same.</summary>
    public void SetDefaults(bool shipping, bool billing) => (DefaultShipping, DefaultBilling) = (shipping, billing);
}
